"""What every layer shares: errors and safe files."""
