"""Documents and lexicon (data) and the code that reads them into outlines, tables and records."""
