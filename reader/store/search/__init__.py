"""Finding articles: the index of texts and its upkeep, and queries as SQL."""
