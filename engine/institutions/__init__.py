"""Names of institutions read as what they mean: kinds, fields, ranks, units, in twenty-one languages."""
