"""Records with named fields: JSON, JSON Lines, CSV and its kin. Names in English and Chinese are known."""
