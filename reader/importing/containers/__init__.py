"""Documents that hold documents: archives, books, saved pages with their parts, the cache of another reader."""
