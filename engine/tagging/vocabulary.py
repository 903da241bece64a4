"""The words that tell a name that no table lists: roles, titles, head nouns, joiners, by language.

All come from the tables of this folder.  A form is looked up folded; in inflecting languages by its stems,
in Vietnamese, whose marks tell words apart, as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from polyonym.engine.tagging.kinds import Kinds, kinds
from polyonym.engine.tagging.rows import Order, order_of
from polyonym.engine.tagging.rows import forms as forms
from polyonym.engine.tagging.rows import table as table
from polyonym.engine.tagging.words import function_words
from polyonym.engine.text.fold import key
from polyonym.engine.text.stems import stem
from polyonym.engine.text.tokens import words

INFLECTED = frozenset(["ru", "be", "uk", "bg", "kk", "pl", "cs", "sl", "sk", "hr", "sr", "mk"])
"""Languages whose words are looked up by their stems."""

_ASSUMED = frozenset(["en", "de", "fr", "es", "pt", "it", "id", "*"])
"""The languages whose words count where a text's language isn't known."""

ELIDING = frozenset(("fr", "it"))
"""Languages whose articles are written together with the word before which they lose their vowel."""

SUFFIXING = frozenset(("tr", "az"))
"""Languages whose endings stand behind an apostrophe."""

Phrases = dict[tuple[str, ...], str]
"""Phrases as rows of words, and what each is: a role, a class."""

Ends = dict[str, tuple[int, ...]]
"""The last words of phrases, and how long those are."""

_SHORTEST_PATRONYMIC = 6
TITLE = ""
"""What a title is in place of a role."""


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
    vague: frozenset[str]
    beside_places: frozenset[str]
    fields: frozenset[str]
    stops: frozenset[str]
    role_ends: Ends
    head_ends: Ends
    place_ends: Ends
    order: Order
    kinds: Kinds
    lent: Kinds

    def is_field(self, word: str) -> bool:
        """Whether a word says what kind of institution one is, not which."""
        return self.is_generic(word) or (self.lent.known and self.lent.is_field(word))

    def is_generic(self, word: str) -> bool:
        """Whether a word is a field by the language's own lists, so that it makes no name by itself."""
        return word in self.fields or (self.kinds.known and self.kinds.is_field(word))

    def is_head(self, word: str) -> bool:
        """Whether a word by itself is a head noun of institutions."""
        if (word,) in self.heads or (self.kinds.known and self.kinds[word] is not None):
            return True
        return self.lent.known and self.lent[word] is not None

    def word(self, token: str) -> str:
        """A token as it is looked up here: its stem, or without an article or an ending at its apostrophe."""
        if self.lang in ELIDING:
            return token.partition("'")[2] if token.startswith(elided()) else token
        if self.lang in SUFFIXING:
            return token.partition("'")[0] if "'" in token[1:] else token
        return stem(token) if self.lang in INFLECTED else token

    def of_words(self, phrase: str) -> list[str]:
        """The words of a phrase of a query, as they are looked up here."""
        return list(_form(phrase, self.lang)) if words(key(phrase)) else []


@cache
def vocabulary(lang: str | None) -> Vocabulary:
    """The words of a language; of every language that doesn't inflect, if it isn't known."""
    order = order_of(lang)
    roles, places = (_phrases(rows, lang) for rows in (_roles(), _places()))
    heads = _phrases(table("heads.tsv"), lang) | _borrowed(order.loans)
    joiners = {
        name: _single(table("joiners.tsv"), lang, name) for name in ("of", "and", "article", "person", "vague", "place")
    }
    stops = _single(([row[0], "", row[1]] for row in table("stops.tsv")), lang, "")
    fields = _single(([row[0], "", row[1]] for row in table("fields.tsv")), lang, "")
    stops |= _form_all(function_words(lang), lang) | {row[0] for row in (*roles, *heads)}
    stops |= _single(([its, "", cell] for its, cell in table("titles.tsv")), f"{lang} after", "")
    if order.loans is not None and lang != order.loans:
        lender = vocabulary(order.loans)
        joiners |= {name: joiners[name] | getattr(lender, _LENT[name]) for name in _LENT}
        joiners["of"] -= _single(table("joiners.tsv"), lang, "not-of")
        stops, fields = stops | lender.stops, fields | lender.fields
    role_ends, head_ends, place_ends = _ends(roles), _ends(heads), _ends(places)
    stops |= set(role_ends)
    derived = kinds(lang if order.order in _DERIVED else None)
    return Vocabulary(
        lang, roles, heads, places, joiners["of"], joiners["and"], joiners["article"], joiners["person"],
        joiners["vague"], joiners["place"], fields,
        stops, role_ends, head_ends, place_ends, order, derived,
        kinds(order.loans or ("en" if order.order == "english" else None)),
    )  # fmt: skip


_LENT = {"of": "of", "and": "conjunctions", "article": "articles"}
_DERIVED = frozenset(("german", "first", "last", "small", "uncased-first", "uncased-last"))
"""The orders whose languages take their heads from the tables of concepts, too."""


def _borrowed(lender: str | None) -> Phrases:
    """The heads that a language borrows, their sorts marked with the language that they are of."""
    if lender is None:
        return {}
    return {phrase: f"{lender}:{sort}" for phrase, sort in vocabulary(lender).heads.items() if sort != "legal"}


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
        return row_lang in _ASSUMED
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


def is_patronymic(token: str) -> bool:
    """Whether a folded token ends like a patronymic and is none of the words that only do so."""
    long = len(token) >= _SHORTEST_PATRONYMIC and token.endswith(patronymic_endings())
    return long and token not in _beside_patronymics("not")


@cache
def patronymics_end() -> frozenset[str]:
    """The last two letters of patronymics, which few other words have."""
    return frozenset(ending[-2:] for ending in patronymic_endings())


def sons_and_daughters() -> frozenset[str]:
    """Turkic words behind a father's name that make it a patronymic: Rüstəm oğlu."""
    return _beside_patronymics("son")


@cache
def _beside_patronymics(what: str) -> frozenset[str]:
    return frozenset(key(each) for row in table("patronymics.tsv") if row[0] == what for each in forms(row[1]))


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
