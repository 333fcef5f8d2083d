"""What can be looked at instead of asked: whole tables of a document as plain values, each with its citation."""
