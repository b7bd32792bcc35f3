"""Markdown → blocks → lines of a width: line breaking, tables, outline, links. Knows neither store nor screen."""
