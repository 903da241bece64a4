"""Polyonym: multilingual name normalisation and entity-aware search."""
