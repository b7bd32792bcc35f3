"""Saved web pages: the article in the page, and the facts that the page prints about it."""
