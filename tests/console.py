"""The examples of a manual, played: every `console` block of it, in order, in one folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from polyonym.tests.conftest import Ran

Run = Callable[..., Ran]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_HERE = re.compile(r"cat >(>?) (\S+) <<'?(\w+)'?\n(.*?)^\3$", re.DOTALL | re.MULTILINE)
_VARYING = (
    (re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)?"), "2026-11-21 10:00"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "0123456789abcdef0123456789abcdef"),
)
"""What is another one each time: times, and tokens of content."""


@dataclass(frozen=True, slots=True)
class Example:
    """A command of a manual with the output that the manual shows."""

    command: str
    shown: str


def examples(manual: str) -> Iterator[Example]:
    """The commands of the console blocks, each from its `$ ` to the next; a here-document belongs to its command."""
    for block in _BLOCK.finditer(manual):
        for part in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]:
            here = _HERE.match(part)
            command = here[0] if here else part.split("\n", 1)[0]
            yield Example(command, part[len(command) :].strip("\n"))


def play(example: Example, folder: Path, run: Run) -> str:
    """What a command writes when it is run in a folder; its errors come after its output."""
    here = _HERE.match(example.command)
    if here:
        with (folder / here[2]).open("a" if here[1] else "w", encoding="utf-8") as file:
            file.write(here[4])
        return ""
    words = shlex.split(example.command)
    if words[0] == "polyonym" and not {"|", ">", "<"} & set(words):
        ran = run(*words[1:])
        return settled(ran.out + ran.err)
    done = subprocess.run(
        ["sh", "-c", example.command], cwd=folder, capture_output=True, text=True, check=False, env=os.environ
    )
    return settled(done.stdout + done.stderr)


def settled(output: str) -> str:
    """An output with the same times and tokens each time."""
    for pattern, instead in _VARYING:
        output = pattern.sub(instead, output)
    return "\n".join(line.rstrip() for line in output.strip("\n").split("\n"))


def rewritten(manual: str, outputs: Iterator[str]) -> str:
    """The manual with these outputs behind its commands; for whoever writes it."""

    def block(found: re.Match[str]) -> str:
        told = ["\n".join(filter(None, (f"$ {each.command}", next(outputs)))) for each in examples(found[0])]
        return "\n".join(("```console", *told, "```"))

    return _BLOCK.sub(block, manual)
