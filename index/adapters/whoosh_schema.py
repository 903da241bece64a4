"""What Whoosh keeps of an article, and its postings read back.

Whoosh stores; `evaluate` answers. Its own queries would round lengths and place words in ways of
their own, and the common evaluator over its postings is no slower.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any

from polyonym.index.bm25 import Lengths
from polyonym.index.field import KEYWORDS, SCORED, Field
from polyonym.index.model import Analysed
from polyonym.index.packing import pack
from polyonym.index.postings import entities, keywords, names, places, rank
from whoosh import columns, fields, formats  # type: ignore[import-untyped]
from whoosh.reading import TermNotFound  # type: ignore[import-untyped]
from whoosh.system import pack_uint  # type: ignore[import-untyped]

ID = "id"
RANK = "rank"
STORED = "stored"


class Counted(fields.FieldType):  # type: ignore[misc]
    """A field that is given its keys with their frequencies."""

    def __init__(self) -> None:
        super().__init__(formats.Frequency(), None)

    def index(self, value: Mapping[str, int], **_: object) -> Iterator[tuple[bytes, int, int, bytes]]:
        """Whoosh's rows: key, frequency, weight, what the posting holds."""
        for key, count in value.items():
            yield key.encode(), count, count, pack_uint(count)


class Placed(fields.FieldType):  # type: ignore[misc]
    """A field that is given its keys with their places."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), None)

    def index(self, value: Mapping[str, list[int]], **_: object) -> Iterator[tuple[bytes, int, int, bytes]]:
        """Whoosh's rows; the posting holds the places, four bytes each."""
        for key, found in value.items():
            yield key.encode(), len(found), len(found), array("I", found).tobytes()


def schema() -> Any:
    """The fields, the same in every index of this format."""
    made = fields.Schema()
    made.add(ID, Counted())
    made.add(RANK, fields.COLUMN(columns.NumericColumn("q")))
    made.add(STORED, fields.STORED())
    for field in sorted({*SCORED, *KEYWORDS}):
        made.add(field.value, Counted())
    for field in SCORED:
        made.add(length_of(field), fields.COLUMN(columns.NumericColumn("i")))
    made.add(Field.SURFACE.value, Placed())
    return made


def length_of(field: Field) -> str:
    """Name of the column with a scored field's lengths."""
    return f"{field.value}_length"


def document(article: Analysed) -> dict[str, object]:
    """An article as Whoosh takes it."""
    made: dict[str, Any] = {ID: {article.id: 1}, RANK: rank(article.id, article.date), STORED: pack(article)}
    counted: dict[Field, Counter[str]] = {
        Field.WORD: Counter(key for _, key in places(article.words)),
        Field.TITLE: Counter(key for _, key in places(article.title_words)),
        Field.ENTITY: Counter(entities(article)),
        Field.NAME: Counter(names(article)),
        Field.ROLE: Counter(),
    }
    for field, value in keywords(article):
        counted.setdefault(field, Counter())[value] = 1
    made |= {length_of(field): sum(counted[field].values()) for field in SCORED}
    made |= {field.value: counts for field, counts in counted.items()}
    made[Field.SURFACE.value] = _placed(article.surface)
    return made


def _placed(keys: tuple[str, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, key in places(keys):
        found[key].append(place)
    return found


class WhooshPostings:
    """One commit of a Whoosh index, see `evaluate.Postings`. Removed articles aren't seen."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._lengths: dict[Field, Lengths] = {}

    def articles(self) -> Set[int]:
        """All articles."""
        return self.ranks().keys()

    def frequencies(self, field: Field, key: str) -> Mapping[int, int]:
        """Articles with this key, and how often."""
        return self.numbers(field.value, key)

    def numbers(self, name: str, key: str) -> dict[int, int]:
        """Articles with this key in a field of this name, and how often."""
        return {number: int(matcher.weight()) for number, matcher in self._walk(name, key)}

    def places(self, key: str) -> Mapping[int, Sequence[int]]:
        """Articles with this key in SURFACE, and where."""
        return {number: array("I", matcher.value()) for number, matcher in self._walk("surface", key)}

    def lengths(self, field: Field) -> Lengths:
        """Lengths of a scored field."""
        if field not in self._lengths:
            of = self._column(length_of(field))
            self._lengths[field] = Lengths(of, sum(of.values()) / max(1, len(of)))
        return self._lengths[field]

    def ranks(self) -> Mapping[int, int]:
        """Rank of every article."""
        return self._ranks

    @cached_property
    def _ranks(self) -> dict[int, int]:
        return self._column(RANK)

    def values(self, field: Field) -> Iterable[str]:
        """All keys of a field."""
        return self.names(field.value)

    def names(self, name: str) -> Iterator[str]:
        """All keys of a field of this name, also those of removed articles."""
        return (key.decode() for key in self._reader.lexicon(name))

    def packed(self, number: int) -> bytes:
        """The packed article."""
        found: bytes = self._reader.stored_fields(number)[STORED]
        return found

    def _column(self, name: str) -> dict[int, int]:
        numbers = list(self._reader.all_doc_ids())
        if not self._reader.has_column(name):
            return dict.fromkeys(numbers, 0)
        column = self._reader.column_reader(name)
        return {number: column[number] for number in numbers}

    def _walk(self, name: str, key: str) -> Iterator[tuple[int, Any]]:
        if not key:
            return
        try:
            matcher = self._reader.postings(name, key.encode())
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher.id(), matcher
            matcher.next()
