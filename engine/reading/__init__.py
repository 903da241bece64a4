"""Articles from files: what the formats say, cleaned of what surrounds an article on a page."""
