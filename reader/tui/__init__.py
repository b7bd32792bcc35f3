"""The Textual application: panes, screens and the one table of commands."""

import os

# Textual draws at the ticks of a clock, by default sixty times a second, so a key waits 8 ms on average before it is seen.
# Read when textual is first imported; whoever sets the variable has the last word.
os.environ.setdefault("TEXTUAL_FPS", "120")
