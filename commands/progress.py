"""Signs of life during long work: on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click

Item = TypeVar("Item")


def telling() -> Callable[[str], None] | None:
    """What tells that something takes a while; None where nobody watches."""
    return _tell if _watched() else None


def _watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _tell(what: str) -> None:
    click.secho(f"{what} …", err=True, dim=True)


def counted(items: Iterable[Item], what: str) -> Iterator[Item]:
    """The items again, their number, speed and time shown while they pass."""
    if not _watched():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    text = TextColumn("{task.completed:,.0f} {task.description}  {task.fields[speed]}")
    shown = Progress(SpinnerColumn(), text, TimeElapsedColumn(), console=Console(stderr=True), transient=True)
    with shown:
        task = shown.add_task(what, total=None, speed="")
        for item in items:
            yield item
            speed = shown.tasks[0].finished_speed or shown.tasks[0].speed
            shown.update(task, advance=1, speed=f"{speed:,.0f}/s" if speed else "")
