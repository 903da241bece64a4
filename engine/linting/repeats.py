"""Findings about names that one entity has twice."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from polyonym.aliases.model import Alias, AliasKind, Entity, Status
from polyonym.engine.linting.finding import Finding, Findings, without
from polyonym.engine.linting.texts import LONGEST, bare, listed, meant, quoted
from polyonym.engine.text.fold import key
from polyonym.engine.text.letters import is_small

_TELLING = frozenset(AliasKind) - {AliasKind.VARIANT, AliasKind.GARBLE, AliasKind.FORMER}
"""Kinds beside which variant says nothing."""
_SIGNS = re.compile("[\\s.,;:'’‘`´ʼ\"“”„«»‐‑‒–—-]+")
_LETTERS = re.compile(r"[\W_]+")
_DETAILS = ("since", "until", "prior")


def repeats(entity: Entity) -> Findings:
    """Names that are there twice, exactly or nearly."""
    names = [each for each in meant(entity) if len(each.text) <= LONGEST]
    if len(names) < 2:
        return
    for group in _groups(names, lambda each: each.text):
        yield from _exact(entity, group)
    for group in _groups(names, lambda each: (each.lang, each.kind, key(each.text))):
        yield from _nearly(entity, group)


def _groups(names: Iterable[Alias], by: Callable[[Alias], Hashable]) -> list[list[Alias]]:
    found: defaultdict[Hashable, list[Alias]] = defaultdict(list)
    for each in names:
        found[by(each)].append(each)
    return [group for group in found.values() if len(group) > 1]


def _exact(entity: Entity, group: list[Alias]) -> Findings:
    for at, alias in enumerate(group):
        best = next((other for place, other in enumerate(group) if place != at and _says_less(alias, other)), None)
        if best is not None and best.identity == alias.identity and best not in group[:at]:
            continue  # told at the second of two that are the same
        if best is not None:
            what = f"{best.lang or 'no language'}, {best.kind}"
            message = f"{quoted(alias.text)} ({alias.lang or 'no language'}, {alias.kind}) is there as {what}, too"
            yield Finding("D001", entity.id, message, alias.text, without((alias,), best))


def _says_less(alias: Alias, other: Alias) -> bool:
    """Whether an alias says nothing that another one of the same text doesn't."""
    if not _agree(alias, other):
        return False
    if other.status is not alias.status and other.status is not Status.ACTIVE:
        return False
    if alias.lang not in (None, other.lang):
        return False
    return alias.kind is other.kind or (alias.kind is AliasKind.VARIANT and other.kind in _TELLING)


def _agree(alias: Alias, other: Alias) -> bool:
    """Whether what two aliases say in detail can be true of one."""
    pairs = [(getattr(alias, name), getattr(other, name)) for name in _DETAILS]
    return all(one is None or two is None or one == two for one, two in pairs)


def _nearly(entity: Entity, group: list[Alias]) -> Findings:
    done: set[Alias] = set()
    for like in _groups(group, lambda each: (_plain(each.text), each.status)):
        kept = min(like, key=lambda each: (each.text != entity.name, _capitals(each.text), each.text))
        others = [each for each in like if each is not kept and _is_pure(each, kept)]
        if others:
            done.update(others)
            names = listed(quoted(each.text) for each in others)
            message = f"{names} differs from {quoted(kept.text)} in case, width or punctuation only"
            yield Finding("D002", entity.id, message, others[0].text, without(others, kept))
    left = [each for each in group if each not in done]
    if len({_plain(each.text) for each in left}) > 1:
        names = listed(quoted(each.text) for each in left)
        yield Finding("D003", entity.id, f"{names} fold to the same letters; search needs one of them", left[0].text)


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _is_pure(alias: Alias, kept: Alias) -> bool:
    """Whether an alias gives a search nothing that the kept one doesn't."""
    if alias.kind is AliasKind.ACRONYM or not _agree(alias, kept) or bare(alias.text) != bare(kept.text):
        return False
    if is_small(alias.text[0]) != is_small(kept.text[0]):
        return False  # a name written small is looked for inside sentences
    return " " in alias.text or _LETTERS.sub("", alias.text) == _LETTERS.sub("", kept.text)


def _capitals(text: str) -> int:
    """How unusual the capitals of a name are: mixed ones, all small, all capitals."""
    return 2 if text.isupper() else 1 if text.islower() else 0
