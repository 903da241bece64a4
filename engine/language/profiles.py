"""What tells languages of one script apart: letters, function words, endings (tables/languages.txt)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

_WHOLE_ALPHABET = frozenset({"Cyrl", "Arab", "Hebr"})
"""Scripts for which the table lists whole alphabets, so that a letter outside counts against."""


@dataclass(slots=True)
class Profile:
    """The evidence of one script: who owns a word, an ending, a letter, and what each is worth."""

    languages: list[str] = field(default_factory=list)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    endings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    letters: dict[str, frozenset[str]] = field(default_factory=dict)


def worth(owners: int) -> float:
    """What one word is worth to each of the languages that have it."""
    return 2.0 if owners == 1 else 1.4 if owners <= 3 else 1.0


@cache
def profile(script: str) -> Profile | None:
    """The profile of a script, None where no two languages of the table share it."""
    blocks = [block for block in _blocks() if block["script"] == script]
    if not blocks:
        return None
    made = Profile([block["lang"] for block in blocks])
    made.words = _owners(blocks, "words")
    made.endings = _owners(blocks, "endings")
    made.letters = _letters(blocks, script)
    return made


def _owners(blocks: list[dict[str, str]], name: str) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for block in blocks:
        for item in dict.fromkeys(block.get(name, "").split()):
            found[item].append(block["lang"])
    return {item: tuple(owners) for item, owners in found.items()}


def _letters(blocks: list[dict[str, str]], script: str) -> dict[str, frozenset[str]]:
    """Letters that some languages have and others don't, with those that do."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for block in blocks:
        for letter in block.get("letters", ""):
            found[letter].add(block["lang"])
    everywhere = len(blocks) if script in _WHOLE_ALPHABET else 0
    return {letter: frozenset(owners) for letter, owners in found.items() if len(owners) != everywhere}


@cache
def _blocks() -> list[dict[str, str]]:
    text = files("polyonym.engine.language").joinpath("tables/languages.txt").read_text("utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return [_block(block.splitlines()) for block in lines.split("\n\n") if block.strip()]


def _block(lines: list[str]) -> dict[str, str]:
    head, *rest = [line for line in lines if line]
    lang, script = head.split()
    return {"lang": lang, "script": script, **dict(line.split(" ", 1) for line in rest)}
