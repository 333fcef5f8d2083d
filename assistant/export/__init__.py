"""Tables as files that people go on working with, each with its provenance; one table always gives the same bytes."""
