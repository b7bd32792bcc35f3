"""The Textual application: panes, screens and the one table of commands."""
