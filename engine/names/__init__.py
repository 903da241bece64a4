"""Names taken apart: sounds, parts, kinds."""
