"""Records from words: statements, events, figures, framing."""
