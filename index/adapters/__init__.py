"""One module for each library that an index can stand on; `index.open` imports them by name."""
