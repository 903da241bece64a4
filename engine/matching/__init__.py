"""From a name to the entities that it may name."""
