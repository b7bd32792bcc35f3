"""Pure functions on str: cleaning, script, glosses, dates, order, reading time."""
