"""Plain frozen values and pure rules: what an article, a category, a filter is. Knows nothing of the other rooms."""
