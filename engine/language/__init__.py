"""Writing systems and languages of articles and short strings."""
