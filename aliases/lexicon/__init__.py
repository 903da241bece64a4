"""The compiled, memory-mapped form of an alias table."""
