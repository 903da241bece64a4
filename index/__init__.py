"""The article index: one port, its adapters, and the questions they answer."""
