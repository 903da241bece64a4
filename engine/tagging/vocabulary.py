"""The words that tell a name that no table lists: roles, titles, head nouns, joiners, by language.

All come from the tables of this folder.  A form is looked up folded; in inflecting languages by its stems,
in Vietnamese, whose marks tell words apart, as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from polyonym.engine.tagging.words import function_words
from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import Tokens, words

INFLECTED = frozenset(["ru", "be", "uk", "bg", "kk", "pl", "cs", "sl"])
"""Languages whose words are looked up by their stems."""

ELIDING = frozenset(("fr", "it"))
"""Languages whose articles are written together with the word before which they lose their vowel."""

Phrases = dict[tuple[str, ...], str]
"""Phrases as rows of words, and what each is: a role, a class."""

Ends = dict[str, tuple[int, ...]]
"""The last words of phrases, and how long those are."""

TITLE = ""
"""What a title is in place of a role."""


def table(name: str) -> Iterator[list[str]]:
    """The rows of a table of this folder, its comments left out."""
    text = resources.files(__package__).joinpath("tables", name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and line[0] != "#")


def forms(cell: str) -> list[str]:
    """The forms of a cell, parted by semicolons."""
    return [each.strip() for each in cell.split(";") if each.strip()]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language, in the form in which its texts are looked up."""

    lang: str | None
    roles: Phrases
    heads: Phrases
    places: Phrases
    of: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    inside: frozenset[str]
    fields: frozenset[str]
    stops: frozenset[str]
    role_ends: Ends
    head_ends: Ends
    place_ends: Ends
    triggers: frozenset[str]

    def of_text(self, text: str, tokens: Tokens) -> list[str]:
        """The words of a text, one for each token, as they are looked up here."""
        if self.lang == "vi":
            return [text[a:b].lower() for a, b in zip(tokens.starts, tokens.ends, strict=True)]
        if self.lang in ELIDING:
            begun = elided()
            return [each.partition("'")[2] if each.startswith(begun) else each for each in tokens.texts]
        return tokens.stems if self.lang in INFLECTED else tokens.texts


@cache
def vocabulary(lang: str | None) -> Vocabulary:
    """The words of a language; of every language that doesn't inflect, if it isn't known."""
    roles, heads, places = (_phrases(rows, lang) for rows in (_roles(), table("heads.tsv"), _places()))
    joiners = {name: _single(table("joiners.tsv"), lang, name) for name in ("of", "and", "article", "person")}
    stops = _single(([row[0], "", row[1]] for row in table("stops.tsv")), lang, "")
    fields = _single(([row[0], "", row[1]] for row in table("fields.tsv")), lang, "")
    role_ends, head_ends, place_ends = _ends(roles), _ends(heads), _ends(places)
    stops |= _form_all(function_words(lang), lang) | {row[0] for row in (*roles, *heads)}
    return Vocabulary(
        lang, roles, heads, places, joiners["of"], joiners["and"], joiners["article"], joiners["person"], fields,
        stops, role_ends, head_ends, place_ends, frozenset((*role_ends, *head_ends, *place_ends)),
    )  # fmt: skip


def _ends(phrases: Phrases) -> Ends:
    """The last word of each phrase, and how long the phrases are that end so, the longest first."""
    found: dict[str, set[int]] = {}
    for phrase in phrases:
        found.setdefault(phrase[-1], set()).add(len(phrase))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def _roles() -> Iterator[list[str]]:
    yield from ([lang, role, cell] for role, lang, cell in table("roles.tsv") if lang != "zh")
    yield from ([lang, TITLE, cell] for lang, cell in table("titles.tsv") if lang != "zh")


def _places() -> Iterator[list[str]]:
    return table("generic_places.tsv")


def _wanted(row_lang: str, lang: str | None) -> bool:
    if lang is None:
        return row_lang not in INFLECTED and row_lang != "vi"
    return row_lang in (lang, "*")


def _phrases(rows: Iterable[list[str]], lang: str | None) -> Phrases:
    found: Phrases = {}
    for row_lang, value, cell in rows:
        if _wanted(row_lang, lang):
            for form in forms(cell):
                found.setdefault(_form(form, lang), value)
    return found


def _single(rows: Iterable[list[str]], lang: str | None, value: str) -> frozenset[str]:
    cells = [cell for row_lang, what, cell in rows if what == value and _wanted(row_lang, lang)]
    return _form_all((form for cell in cells for form in forms(cell)), lang)


def _form_all(given: Iterable[str], lang: str | None) -> frozenset[str]:
    return frozenset(_form(form, lang)[-1] for form in given)


def _form(form: str, lang: str | None) -> tuple[str, ...]:
    parts = words(form.lower()) if lang == "vi" else words(key(form))
    return tuple(stem(part) for part in parts) if lang in INFLECTED else tuple(parts)


@cache
def elided() -> tuple[str, ...]:
    """Articles and prepositions without their vowel, as folded tokens begin with them."""
    return tuple(key(each) for row in table("joiners.tsv") if row[1] == "elided" for each in forms(row[2]))


@cache
def patronymic_endings() -> tuple[str, ...]:
    """The endings of patronymics on folded tokens."""
    return tuple(key(each) for row in table("patronymics.tsv") if row[0] in ("Cyrl", "Latn") for each in forms(row[1]))


@cache
def patronymic_roots(lang: str | None) -> tuple[str, ...]:
    """What a text in a language contains that has a patronymic: the roots of their endings."""
    rows = {row[0]: forms(row[1]) for row in table("patronymics.tsv") if row[0].startswith("root")}
    return tuple(rows.get(f"root {lang}", rows["root"]))


@cache
def no_patronymics() -> frozenset[str]:
    """Words that only end like patronymics."""
    return frozenset(key(each) for row in table("patronymics.tsv") if row[0] == "not" for each in forms(row[1]))


@cache
def vietnamese(kind: str) -> frozenset[str]:
    """Vietnamese surnames (`surname`), or words that make a name a place's (`street`), in small letters."""
    cells = [row[1] for row in table("vietnamese.tsv") if row[0] == kind]
    return frozenset(each.lower() for cell in cells for each in forms(cell))


@cache
def han(kind: str) -> frozenset[str]:
    """Chinese words of one class of tables/han.tsv."""
    return frozenset(each for row in table("han.tsv") if row[0] == kind for each in row[1].split())


@cache
def han_roles() -> dict[str, str]:
    """Chinese titles and roles, and the role that each means."""
    roles = {form: role for role, lang, cell in table("roles.tsv") if lang == "zh" for form in forms(cell)}
    return roles | {form: TITLE for lang, cell in table("titles.tsv") if lang == "zh" for form in forms(cell)}
