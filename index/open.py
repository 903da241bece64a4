"""Opens an index with the adapter named; an adapter's library is imported only then."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import cast

from polyonym.base.errors import UsageError
from polyonym.index.port import Index

DEFAULT = "tantivy"

ADAPTERS = {
    "memory": ("polyonym.index.adapters.memory", "MemoryIndex", ""),
    "tantivy": ("polyonym.index.adapters.tantivy", "TantivyIndex", "tantivy"),
    "whoosh": ("polyonym.index.adapters.whoosh", "WhooshIndex", "whoosh-reloaded"),
}
"""Module, class and the distribution to install, by the name of the adapter."""


def open_index(directory: Path, adapter: str = DEFAULT, *, write: bool = False) -> Index:
    """The index in a directory. One that was never written is empty, not an error.

    `write` only allows `Index.write`, which takes the lock for as long as it works. Raises
    UsageError for an adapter that is unknown or not installed, DamagedError if a file is missing
    or cut short.
    """
    if adapter not in ADAPTERS:
        raise UsageError(f"no index adapter is called {adapter!r}; choose from {', '.join(ADAPTERS)}")
    module, name, distribution = ADAPTERS[adapter]
    try:
        kind = getattr(importlib.import_module(module), name)
    except ModuleNotFoundError as cause:
        raise UsageError(
            f"the index adapter {adapter!r} isn't installed; type: pip install {distribution}"
        ) from cause
    return cast(Callable[..., Index], kind)(directory, write=write)
