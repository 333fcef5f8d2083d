"""A scripted model server: speaks the real protocol over real HTTP, and behaves as well or as badly as it is told."""
