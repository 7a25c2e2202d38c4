"""Records and sheets for people and programs: terminal, page, JSON lines."""
