"""Every example in a docstring runs."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import polyonym
import pytest

LAYERS = ("base", "aliases", "index", "engine", "commands", "cli")


def modules() -> list[str]:
    """The modules of the package; walked by layer, since tests and benchmarks lie in the same folder."""
    found = ["polyonym"]
    for layer in LAYERS:
        name = f"polyonym.{layer}"
        found.append(name)
        path = getattr(importlib.import_module(name), "__path__", None)
        if path is not None:
            found += [each.name for each in pkgutil.walk_packages(path, f"{name}.")]
    return found


@pytest.mark.parametrize("name", modules())
def test_examples(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as cause:  # an adapter's library that isn't installed
        pytest.skip(f"needs {cause.name}")
    assert doctest.testmod(module).failed == 0


def test_there_are_examples() -> None:
    assert polyonym.__doc__ is not None
    assert ">>>" in polyonym.__doc__
