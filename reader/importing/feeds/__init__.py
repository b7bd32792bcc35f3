"""Feeds and lists of feeds: RSS, Atom, JSON Feed, OPML. They are read from text; where it came from is not their matter."""
