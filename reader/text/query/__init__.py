"""The query language: one line of text becomes what an article must be, see `parser` for the grammar."""
