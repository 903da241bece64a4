"""Aliases that a table lacks, proposed from the articles that are indexed."""
