"""From bytes to drafts: find the files, decode them, tell their format, read them, and report on each."""
