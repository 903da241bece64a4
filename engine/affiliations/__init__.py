"""Affiliations: addresses of institutions and signatures, read as what they are."""
