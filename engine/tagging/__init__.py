"""From running text to mentions."""
