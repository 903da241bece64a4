"""The commands, one module each: options in, one call of the library, answers out."""
