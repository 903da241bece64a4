"""Words of a query as questions: those between its names, roles among them, and names that no table lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from polyonym.engine.names.name import name_of
from polyonym.engine.searching.analyse import word_keys
from polyonym.engine.searching.unlisted import Asked, asked, name_runs, question
from polyonym.engine.tagging.role_kin import related_roles, role_of_words
from polyonym.engine.tagging.rows import table
from polyonym.engine.text.tokens import Tokens, is_unspaced
from polyonym.index import model as ix

_TITLE_WEIGHT = 0.5
_ROLE_WEIGHT = 0.5
"""What a person in the role asked for counts beside a word; one in a role like it is found, but counts nothing."""
_MOST_NAMES = 16
_READ = 64
"""So many tokens of a query are read for roles; nobody types more."""
_LONGEST_ROLE = 4
_SAYS_NOTHING = 0.1
"""The weight of function words."""


def scored(found: Iterable[str]) -> ix.Query:
    """Articles that have all these words, scored by the words of text and title."""
    keys = word_keys(list(found))
    every = ix.All(tuple(ix.Term(ix.Field.WORD, key) for key in keys))
    titled = ix.AnyOf(tuple(ix.Term(ix.Field.TITLE, key, _TITLE_WEIGHT) for key in keys))
    return ix.All((every, optional(titled)))


def optional(query: ix.Query) -> ix.Query:
    """Everything, scored higher where `query` holds."""
    return ix.AnyOf((ix.Everything(), query))


@dataclass(slots=True)
class Heard:
    """What a query asks for beside words and listed names: names by their sound, and roles."""

    names: list[Asked] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)

    def name(self, name: Asked | None) -> tuple[ix.Query, ...]:
        """The question for a name, which is kept; none for none, nor for more names than anyone types."""
        if name is None or len(self.names) >= _MOST_NAMES:
            return ()
        self.names.append(name)
        return (question(name),)

    def role(self, text: str) -> tuple[ix.Query, ...]:
        """Articles with a person in the role that some words name, or in one like it; none if they name none."""
        role = role_of_words(text, None)
        if role is None:
            return ()
        alike = related_roles(role) - {role}
        self.roles.update((role, *alike))
        kin = (ix.Term(ix.Field.ROLE, each) for each in sorted(alike))
        return ix.Term(ix.Field.ROLE, role, _ROLE_WEIGHT), *map(ix.Filter, kin)


def role_asked(text: str) -> str | None:
    """The id of the role that some words name, in any language, or that they are; None if no role is called so."""
    return role_of_words(text, None) or (text if text in _ids() else None)


@cache
def _ids() -> frozenset[str]:
    return frozenset(role for role, *_ in table("roles.tsv"))


def roles_like(text: str) -> frozenset[str]:
    """The ids of the role that some words name, and of those much like it."""
    role = role_asked(text)
    return related_roles(role) if role else frozenset()


def between(text: str, found: Tokens, first: int, last: int, heard: Heard, *, loose: bool) -> Iterator[ix.Query]:
    """The questions for the tokens `first` to `last` of a text, in which no listed name stands.

    A name that no table lists is asked for by its sound, too, and a role by who has it.  If `loose`, or beside a
    role, function words needn't stand in the article, which may be in another language.
    """
    at, roles = first, list(role_phrases(found, first, last))
    for start, end in roles:
        yield from _names_and_words(text, found, (at, start), heard, loose=True)
        yield ix.AnyOf((scored(found.texts[start:end]), *heard.role(_written(found, start, end))))
        at = end
    yield from _names_and_words(text, found, (at, last), heard, loose=loose or bool(roles))


def role_phrases(found: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where roles stand within some tokens, the longest words for each."""
    at = first
    last = min(last, first + _READ)
    while at < last:
        ends = range(min(at + _LONGEST_ROLE, last), at, -1)
        end = next((end for end in ends if role_of_words(_written(found, at, end), None)), 0)
        if end:
            yield at, end
        at = end or at + 1


def _written(found: Tokens, first: int, last: int) -> str:
    return ("" if is_unspaced(found.texts[first]) else " ").join(found.texts[first:last])


def _names_and_words(
    text: str, found: Tokens, inside: tuple[int, int], heard: Heard, *, loose: bool
) -> Iterator[ix.Query]:
    at, last = inside
    for start, end in name_runs(text, found, at, last):
        yield from _words(found, at, start, loose)
        dot = text[found.ends[end - 1] :][:1] == "."  # of an initial
        few = len(heard.names) < _MOST_NAMES
        name = heard.name(asked(text[found.starts[start] : found.ends[end - 1] + dot]) if few else None)
        yield ix.AnyOf((ix.All(tuple(_words(found, start, end, False))), *name))
        at = end
    yield from _words(found, at, last, loose)


@lru_cache(maxsize=1 << 12)
def says_nothing(word: str) -> bool:
    """Whether a word is a function word, which is in most articles."""
    parts = name_of(word, "person").parts
    return bool(parts) and all(part.weight <= _SAYS_NOTHING for part in parts)


def _words(found: Tokens, first: int, last: int, loose: bool) -> Iterator[ix.Query]:
    """One question for each word; characters written side by side without spaces are looked for together."""
    run: list[str] = []
    for i in range(first, last):
        beside = bool(run) and found.starts[i] == found.ends[i - 1]
        if run and not (beside and is_unspaced(run[-1]) and is_unspaced(found.texts[i])):
            yield _word(run, loose)
            run = []
        run.append(found.texts[i])
    if run:
        yield _word(run, loose)


def _word(run: list[str], loose: bool) -> ix.Query:
    return optional(scored(run)) if loose and len(run) == 1 and says_nothing(run[0]) else scored(run)
