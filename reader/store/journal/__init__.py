"""The journal: what the reader has done, so that it can be taken back and done again."""
