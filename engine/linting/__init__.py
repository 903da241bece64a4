"""What may be wrong in a table of entities: checks over each and over all of them, and the fixes that are safe."""
