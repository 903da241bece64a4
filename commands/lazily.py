"""Groups of commands that import a command's module only when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands lie in modules of `commands/`: `{"find": "alias_lookup"}`, in the order of the help."""

    def __init__(self, *arguments: Any, modules: Mapping[str, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None.  One whose name Python keeps for itself has an underscore behind it."""
        if cmd_name not in self._modules:
            return None
        module = importlib.import_module(f"polyonym.commands.{self._modules[cmd_name]}")
        command: click.Command = getattr(module, cmd_name, None) or getattr(module, f"{cmd_name}_")
        return command
