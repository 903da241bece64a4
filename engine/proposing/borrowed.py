"""What the bundled tables call the entities of a user's table: Великобритания, where only Great Britain is listed.

`knowledge.py` lends names for certain where both have the same name shown; here any name of the bundled entity may
be the one that the table has, which is a guess worth to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from polyonym.aliases.model import AliasKind, Entity
from polyonym.engine.proposing.forms import Words, is_form, parts_of
from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import stem

_Name = tuple[str, str | None]
_TELLING = frozenset((None, "en"))


class Borrowed:
    """The names of bundled entities that a table may mean, by the stems of their words."""

    def __init__(self, names: Mapping[Words, Mapping[_Name, frozenset[str]]]) -> None:
        """`names` are the entities by the stems of a name's words, and by the name itself."""
        self._names = names
        self._lengths: dict[str, list[int]] = {}
        for phrase in names:
            known = self._lengths.setdefault(phrase[0], [])
            if len(phrase) not in known:
                known.append(len(phrase))

    def lengths(self, stemmed: str) -> list[int]:
        """How many words the names have that begin with a word of this stem."""
        return self._lengths.get(stemmed, [])

    def owners(self, words: Words, stems: Words, lang: str | None) -> dict[str, str]:
        """The entities of the table that may have a name of which these words, with these stems, are a form.

        Each with that name, nothing where only another language has it.
        """
        known = self._names.get(stems, {})
        forms = [name for name in known if is_form(words, parts_of(name[0]), lang)]
        forms.sort(key=lambda name: name[1] in (None, lang))
        return {owner: text if of in (None, lang) else "" for text, of in forms for owner in known[text, of]}


def borrowed(entities: Iterable[Entity], bundled: Iterable[Entity]) -> Borrowed:
    """What the bundled entities lend to those of a table that have one of their English names."""
    by_name = _by_name(bundled)
    found: dict[Words, dict[_Name, frozenset[str]]] = {}
    for entity in entities:
        twins = [twin for alias in entity.names() for twin in by_name.get((entity.kind, key(alias.text)), ())]
        if len({twin.id for twin in twins}) == 1 and twins[0].id != entity.id:
            for alias in twins[0].names():
                words = parts_of(alias.text)
                if words and alias.kind is not AliasKind.GARBLE:
                    known = found.setdefault(tuple(map(stem, words)), {})
                    name = alias.text, alias.lang
                    known[name] = known.get(name, frozenset()) | {entity.id}
    return Borrowed(found)


def _by_name(bundled: Iterable[Entity]) -> dict[tuple[str, str], list[Entity]]:
    found: dict[tuple[str, str], list[Entity]] = {}
    for entity in bundled:
        texts = {key(a.text) for a in entity.names() if a.lang in _TELLING and a.kind is not AliasKind.GARBLE}
        for text in texts | {key(entity.name)}:
            found.setdefault((entity.kind, text), []).append(entity)
    return found
