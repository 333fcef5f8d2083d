"""What is searched: units, passages, names, the lexical and the dense arm, and how an index is built."""
