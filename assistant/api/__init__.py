"""Programs over HTTP: questions, documents and their sources, health."""
