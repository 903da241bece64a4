"""From a query to articles."""
