"""Readers of registries as others publish them: each makes entities of records."""
