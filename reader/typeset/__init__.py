"""Markdown → blocks → lines of a width: line breaking, tables, outline, links, hits. Knows neither store nor screen."""
