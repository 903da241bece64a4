"""A name of an institution read as a row of concepts, numbers and words of its own.

All languages of the name's writing systems are asked at once and the longest form wins; where languages
disagree about a form, that one is believed which explains more of the name.
"""

from __future__ import annotations

import re

from polyonym.engine.institutions.ballot import Ballot
from polyonym.engine.institutions.lookup import word
from polyonym.engine.institutions.matcher import Form, Matcher, matcher
from polyonym.engine.institutions.pieces import Concept, Number, Piece, Reading, Word
from polyonym.engine.institutions.rows import row
from polyonym.engine.institutions.tables import sorts
from polyonym.engine.institutions.words import script, words
from polyonym.engine.text.fold import fold

LONGEST = 600
"""Characters of a name that are read; no institution has a longer one."""
_MOST = 80
_ORDINAL = re.compile(r"(\d{1,9})(?:st|nd|rd|th|er|re|ere|e|eme|a|o|й|я|ая|ый|ой|ий|го|а|ші|шы)?", re.ASCII)
_ROMAN = re.compile("(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10}


_Part = tuple[str, int, int, Ballot, tuple[Form, ...]]
"""Some letters of the name, where they are, and the forms that they may be, none if they are a word or a number."""


def read(name: str, lang: str | None = None) -> Reading:
    """The pieces of `name` in order; connectives are left out.

    `lang` says which language it is in, if that is known; it is asked alone where it has the writing system.

    >>> read("Liaoning Technical University").concepts
    ('technical', 'university')
    >>> read("辽宁工程技术大学").words
    ('辽宁',)
    """
    folded = fold(name[:LONGEST])
    ballots: dict[str, Ballot] = {}
    parts = _parts(folded.text, lang, ballots)
    for ballot in ballots.values():
        ballot.close()
    pieces: list[Piece] = []
    for text, start, end, ballot, forms in parts:
        form = ballot.chosen(end - start, forms, begins=not start) if forms else None
        if form is not None:
            pieces.extend(_concepts(form, text, start, end))
        elif not ballot.connects(text):
            first, last = (start, end) if folded.offsets is None else folded.original(start, end)
            value = _number(text, name[first:last])
            pieces.append(Word(text, start, end) if value is None else Number(value, text, start, end))
    if folded.offsets is not None:
        pieces = [_placed(piece, *folded.original(piece.start, piece.end)) for piece in pieces]
    langs = frozenset((lang,)) if lang else _best(ballots)
    return Reading(tuple(pieces), next(iter(langs)) if len(langs) == 1 else None, langs)


def _placed(piece: Piece, start: int, end: int) -> Piece:
    return piece._replace(start=start, end=end)


def _parts(folded: str, lang: str | None, ballots: dict[str, Ballot]) -> list[_Part]:
    """The longest forms from left to right, and what lies between them; `ballots` counts the languages."""
    row_of = words(folded)[:_MOST]
    texts = [text for text, _, _ in row_of]
    parts: list[_Part] = []
    i = 0
    while i < len(row_of):
        text, start, _ = row_of[i]
        system = script(text[0])
        ballot = ballots.get(system)
        if ballot is None:
            ballot = ballots[system] = Ballot(matcher(system), _mask(matcher(system), lang))
        mask = ballot.given or -1
        found = word(system, texts, i, mask) if ballot.spaced else row(system, text, mask)
        for text, begin, end, forms, size in found:
            if size > 1:
                text, end = " ".join(texts[i : i + size]), row_of[i + size - 1][2] - start
            if forms:
                ballot.count(end - begin, forms)
            parts.append((text, start + begin, start + end, ballot, forms))
        i += found[0].words
    return parts


def _mask(table: Matcher, lang: str | None) -> int:
    """The bits of the languages that are asked: the given one, or all where it doesn't use these letters."""
    return 1 << table.langs.index(lang) if lang in table.langs else -1


def _best(ballots: dict[str, Ballot]) -> frozenset[str]:
    """The languages that explain most of the name; none where none explains anything."""
    most = max([ballot.most for ballot in ballots.values()], default=0)
    best = [ballot for ballot in ballots.values() if ballot.most == most] if most else ()
    return frozenset([ballot.table.langs[bit] for ballot in best for bit in ballot.leading])


def _concepts(form: Form, text: str, start: int, end: int) -> tuple[Concept, ...]:
    classes = sorts()
    first = form.concepts[0]
    if len(form.concepts) == 1:
        return (Concept(first, classes[first], text, start, end, form.also),)
    at, last = start + form.cut, form.concepts[1]
    left = Concept(first, classes[first], text[: form.cut], start, at)
    return left, Concept(last, classes[last], text[form.cut :], at, end)


def _number(text: str, written: str) -> int | None:
    """The value of a number in digits, of an ordinal ("1st"), of a Roman numeral in capitals."""
    if text[0].isdecimal():
        found = _ORDINAL.fullmatch(text)
        if found:
            return int(found[1])
        return int(text) if text.isdecimal() and len(text) < 10 else None
    if len(text) < 2 or not written.isupper() or not _ROMAN.fullmatch(text):
        return None
    values = [_VALUES[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
