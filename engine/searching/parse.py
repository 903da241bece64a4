"""Parse a query by hand: a scanner and a descent of three levels (OR, AND, one part).

Errors point at the place.  `parse` is strict; `parse_leniently` falls back to plain words and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from polyonym.base.errors import QueryError
from polyonym.engine.searching.syntax import (
    FIELDS,
    Both,
    Either,
    EntityIs,
    FieldIs,
    Near,
    Node,
    Not,
    Quote,
    Spelling,
    Words,
)

DEEPEST = 30
"""Parentheses may be nested this deep."""
LONGEST = 10_000
"""A query may have this many characters."""

_SCAN = re.compile(
    r"""\s*(?:
      (?P<open>\() | (?P<close>\))
    | (?P<near>NEAR/(?P<distance>\d{1,9}))(?![^\s()"])
    | (?P<or>OR)(?![^\s()"])
    | (?P<minus>-)(?=[\w"(=])
    | (?P<field>[a-z]+):(?P<value>"[^"]*"|[^\s()"]+)
    | =(?P<spelling>"[^"]*"|[^\s()"]+)
    | "(?P<quote>[^"]*)"
    | (?P<word>[^\s()"]+)
    | (?P<stray>")
    )""",
    re.VERBOSE,
)

_LEXEMES = ("open", "close", "near", "or", "minus", "field", "spelling", "quote", "word", "stray")


@dataclass(frozen=True, slots=True)
class _Lexeme:
    what: str
    text: str
    place: int
    value: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query understood, and what the user should know about how it was."""

    node: Node
    notes: tuple[str, ...] = ()


def parse(query: str) -> Node:
    """Parse a query.  Raises QueryError, with a caret under the place, if it can't be."""
    if len(query) > LONGEST:
        raise QueryError(f"the query has {len(query):,} characters; at most {LONGEST:,} are read")
    return _Parser(query).whole()


def parse_leniently(query: str) -> Parsed:
    """Parse a query; what can't be parsed is searched as plain words, and a note says so."""
    try:
        return Parsed(parse(query))
    except QueryError as error:
        reason = str(error).split("\n")[0]
        return Parsed(plain_words(query), (f"searched as plain words: {reason}",))


def plain_words(query: str) -> Words:
    """The words of a query, its signs left out."""
    plain = " ".join(re.findall(r"[^\s()\"]+", query[:LONGEST])[:64])
    return Words(plain or query[:LONGEST])


def _scan(query: str) -> list[_Lexeme]:
    found, place = [], 0
    while match := _SCAN.match(query, place):
        what = next(name for name in _LEXEMES if match.group(name) is not None)
        value = match.group("value") if what == "field" else match.group("distance") if what == "near" else ""
        quoted = value.startswith('"')
        found.append(_Lexeme(what, match.group(what), match.start(what), value.strip('"'), quoted))
        place = match.end()
    return found


class _Parser:
    def __init__(self, query: str) -> None:
        self.query = query
        self.lexemes = _scan(query)
        self.at = 0

    def whole(self) -> Node:
        if not self.lexemes:
            raise QueryError("the query is empty; type a name or some words")
        node = self._either(0)
        if self.at < len(self.lexemes):
            raise self._error("this parenthesis was never opened")
        return node

    def _error(self, message: str) -> QueryError:
        place = self.lexemes[self.at].place if self.at < len(self.lexemes) else len(self.query)
        shown = self.query[max(0, place - 40) : place + 20].replace("\n", " ")
        return QueryError(f"{message}\n  {shown}\n  {' ' * min(place, 40)}^")

    def _peek(self) -> str:
        return self.lexemes[self.at].what if self.at < len(self.lexemes) else "end"

    def _take(self) -> _Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def _either(self, depth: int) -> Node:
        parts = [self._both(depth)]
        while self._peek() == "or":
            self._take()
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self, depth: int) -> Node:
        parts: list[Node] = []
        while self._peek() not in ("or", "close", "end"):
            parts.append(self._near(depth))
        if not parts:
            raise self._error("something is missing here")
        merged = _merge_words(parts)
        return merged[0] if len(merged) == 1 else Both(tuple(merged))

    def _near(self, depth: int) -> Node:
        left = self._part(depth)
        if self._peek() != "near":
            return left
        distance = int(self._take().value)
        right = self._part(depth) if self._peek() not in ("end", "close", "or") else None
        if not isinstance(left, Words | Quote | Spelling) or not isinstance(right, Words | Quote | Spelling):
            raise self._error("NEAR needs a word or a quoted phrase on both sides")
        if not 1 <= distance <= 100:
            raise self._error("NEAR takes a distance of 1 to 100 words")
        return Near(left, right, distance)

    def _part(self, depth: int) -> Node:
        lexeme = self._take()
        match lexeme.what:
            case "open":
                return self._group(depth + 1)
            case "minus":
                if self._peek() in ("end", "close", "or"):
                    raise self._error("a word must follow the minus")
                return Not(self._part(depth))
            case "field":
                return self._field(lexeme)
            case "spelling":
                return Spelling(lexeme.text.strip('"'))
            case "quote":
                return Quote(lexeme.text)
            case "word":
                return self._word(lexeme)
        self.at -= 1
        message = {
            "stray": "this quotation mark is never closed",
            "close": "this parenthesis was never opened",
        }
        raise self._error(message.get(lexeme.what, "something is missing before this"))

    def _word(self, lexeme: _Lexeme) -> Node:
        name = lexeme.text.removesuffix(":")
        if name != lexeme.text and name in (*FIELDS, "entity"):
            self.at -= 1
            raise self._error(f"«{lexeme.text}» needs a value, written side by side with it")
        return Words(lexeme.text)

    def _group(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise self._error(f"parentheses are nested deeper than {DEEPEST}")
        node = self._either(depth)
        if self._peek() != "close":
            raise self._error("a parenthesis is never closed")
        self._take()
        return node

    def _field(self, lexeme: _Lexeme) -> Node:
        if lexeme.text == "entity":
            return EntityIs(lexeme.value)
        if lexeme.text in FIELDS:
            return FieldIs(lexeme.text, lexeme.value)
        if lexeme.quoted:
            return Both((Words(f"{lexeme.text}:"), Quote(lexeme.value)))
        return Words(f"{lexeme.text}:{lexeme.value}")


def _merge_words(parts: list[Node]) -> list[Node]:
    """Words side by side are one run, since a name may go over several."""
    merged: list[Node] = []
    for part in parts:
        if isinstance(part, Words) and merged and isinstance(merged[-1], Words):
            merged[-1] = Words(f"{merged[-1].text} {part.text}")
        else:
            merged.append(part)
    return merged
