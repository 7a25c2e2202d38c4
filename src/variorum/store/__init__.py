"""Keep and fetch: the case file."""
