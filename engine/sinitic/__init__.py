"""Names of Han origin: one name, however it is read and spelled."""
