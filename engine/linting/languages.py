"""Findings about the languages that names are tagged with."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from polyonym.aliases.model import Alias, AliasKind, Entity
from polyonym.engine.language.evidence import weigh
from polyonym.engine.language.profiles import profile
from polyonym.engine.language.tags import base_language
from polyonym.engine.linting.finding import Finding, Findings, relabelled
from polyonym.engine.linting.tables import languages_of_countries, scripts_of_languages
from polyonym.engine.linting.texts import LONGEST, has_case, main_script, meant, quoted, scripts_of, words_of

_TWO, _THREE = 2, 3
_WRITTEN_IN = {
    "Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani"),
    "Hrkt": ("Hira", "Kana"), "Aran": ("Arab",),
}  # fmt: skip
"""Scripts of tags that aren't scripts of characters."""
_OWN = {"Hang": "ko", "Grek": "el", "Armn": "hy", "Geor": "ka", "Thai": "th", "Laoo": "lo", "Khmr": "km",
        "Hira": "ja", "Kana": "ja", "Sinh": "si", "Taml": "ta", "Telu": "te"}  # fmt: skip
"""Scripts that nearly always mean one language."""
_BORROWED = frozenset((AliasKind.TRANSLITERATION, AliasKind.ACRONYM, AliasKind.SHORT))
_FEWEST_GREEK = 4
_FEWEST_LETTERS, _FEWEST_WORDS, _FEWEST_KNOWN, _LEAD = 25, 5, 3, 6.0
_PRIVATE = frozenset(("x", "i", "und", "mul", "mis", "zxx", "qaa"))
_WIKI = frozenset(("simple",))
_WITHDRAWN = frozenset(("iw", "in", "ji", "jw", "mo"))
_APART = frozenset((
    "twi", "fat", "arb", "ayr", "azj", "azb", "cmn", "ekk", "pes", "prs", "fuc", "gug", "kmr", "lvs", "plt", "khk",
    "zsm", "zlm", "npi", "gaz", "ory", "pbt", "pbu", "pst", "quz", "als", "swh", "fil", "uzn", "ydd", "scc", "hbs",
))  # fmt: skip
"""Codes of single languages that are counted to a larger one here, or were names of several."""


def languages(entity: Entity) -> Findings:
    """Tags that are none, that aren't written as usual, and those that the name contradicts."""
    for alias in meant(entity):
        if alias.lang is not None:
            found = _tag(entity, alias, alias.lang)
            yield from ([found] if found is not None else _written(entity, alias, alias.lang))


def _tag(entity: Entity, alias: Alias, tag: str) -> Finding | None:
    """What is wrong with a tag by itself."""
    base = tag.split("-")[0].lower()
    if base in _PRIVATE or base in _WIKI:
        return None
    if len(base) == _TWO and base not in _codes() and (better := _of_country(base, alias.text)) is not None:
        message = f"{quoted(alias.text)} is marked {tag}, a country; its language is {better}"
        return Finding("L002", entity.id, message, alias.text, relabelled(alias, lang=better))
    if (usual := _usual(tag)) != tag:
        code = "L004" if usual.lower() == tag.lower() else "L003"
        message = f"{quoted(alias.text)} is marked {tag}, which is usually written {usual}"
        return Finding(code, entity.id, message, alias.text, relabelled(alias, lang=usual))
    if len(base) > _THREE or len(base) < _TWO or (len(base) == _TWO and base not in _codes()):
        message = f"{quoted(alias.text)} is marked {tag}, which is no language of ISO 639"
        return Finding("L001", entity.id, message, alias.text)
    return None


@cache
def _codes() -> frozenset[str]:
    """The codes of ISO 639-1."""
    table = files("polyonym.engine.language").joinpath("tables/codes.tsv").read_text("utf-8")
    listed = {line.split("\t")[0] for line in table.splitlines() if line and line[0] != "#"}
    return frozenset(listed | {"no", "sh", "tw"})  # of their own there, counted to others here


def _of_country(base: str, text: str) -> str | None:
    """The language that a country's code stands for, if the letters agree."""
    lang = languages_of_countries().get(base)
    return lang if lang is not None and scripts_of_languages()[lang].intersection(scripts_of(text[:LONGEST])) else None


@lru_cache(maxsize=1 << 10)
def _usual(tag: str) -> str:
    """A tag as it is usually written: the short code, and capitals by the length of each part."""
    first, *rest = tag.split("-")
    base = first.lower()
    if base in _WITHDRAWN or (len(base) == _THREE and not rest and base not in _APART):
        usual = base_language(base) or base
        base = usual if usual in _codes() else base
    return "-".join([base, *(_part(part) for part in rest)])


def _part(part: str) -> str:
    if len(part) == _TWO:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


def _written(entity: Entity, alias: Alias, tag: str) -> Findings:
    """What the letters and words of a name say against its tag."""
    text = alias.text
    if text.isascii() and tag in _LATIN and len(text) < _FEWEST_LETTERS:
        return  # most names
    found = scripts_of(text[:LONGEST])
    wanted = _script_of_tag(tag)
    base = base_language(tag) or ""
    if wanted and found:
        if found.isdisjoint(wanted):
            bare_tag = "-".join(part for part in tag.split("-") if not (len(part) == 4 and part.isalpha()))
            message = f"{quoted(text)} is marked {tag} and has no letter of that script"
            yield Finding("L007", entity.id, message, text, relabelled(alias, lang=bare_tag))
    elif found and (known := scripts_of_languages().get(base)) and not known & found:
        yield from _contradicted(entity, alias, tag)
    elif len(text) >= _FEWEST_LETTERS and (other := _in_words(text, base)) is not None:
        message = f"{quoted(text)} is marked {tag}, its words are of {other}"
        yield Finding("L006", entity.id, message, text)


_LATIN = frozenset(("en", "de", "fr", "es", "it", "pt", "nl", "pl"))


@lru_cache(maxsize=1 << 10)
def _script_of_tag(tag: str) -> tuple[str, ...]:
    script = next((part.title() for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), None)
    return () if script is None else _WRITTEN_IN.get(script, (script,))


_ADVICE = "; give it its own language, or mark it transliteration if it is one"


def _contradicted(entity: Entity, alias: Alias, tag: str) -> Findings:
    script = main_script(alias.text)
    if script == "Latn" and (alias.kind in _BORROWED or not _is_prose(alias.text) or _is_used(alias, entity)):
        return
    if script == "Grek" and len(alias.text) < _FEWEST_GREEK:
        return  # letters that stand for themselves: ΣΞ
    own = _OWN.get(script)
    code = "L005" if script != "Latn" or alias.kind is AliasKind.OFFICIAL else "L008"
    message = f"{quoted(alias.text)} is marked {tag} and has no letter that it is written in"
    fix = relabelled(alias, lang=own) if own is not None and alias.kind is not AliasKind.TRANSLITERATION else None
    yield Finding(code, entity.id, message + (f"; it is {own}" if fix else _ADVICE), alias.text, fix)


def _is_used(alias: Alias, entity: Entity) -> bool:
    """Whether it is the name shown, or a name in another language, too: one that isn't translated."""
    return alias.text == entity.name or any(each.text == alias.text and each is not alias for each in entity.aliases)


def _is_prose(text: str) -> bool:
    """Whether a name in Latin letters is more than a brand or an abbreviation, which all languages borrow."""
    words = words_of(text)
    return sum(len(word) > _TWO and not word.isupper() for word in words) > 1 or any(
        word.islower() and len(word) > _TWO for word in words
    )


def _in_words(text: str, tagged: str) -> str | None:
    """The language whose function words a name has, where it has none of the language that it is marked with."""
    script = main_script(text)
    known = profile(script)
    if known is None or tagged not in known.languages or not has_case(text[0]):
        return None
    words = set(text.lower().split())
    if len(words) < _FEWEST_WORDS or any(tagged in owners for word in words if (owners := known.words.get(word))):
        return None
    found = weigh(text.lower(), script)
    if found is None or found.known < _FEWEST_KNOWN or found.lead < _LEAD:
        return None
    other = base_language(found.lang)
    return None if other == tagged or any({other, tagged} <= group for group in _KIN) else other


_KIN = (
    frozenset(("hr", "sr", "bs", "sh")), frozenset(("nb", "nn", "no", "da")), frozenset(("id", "ms")),
    frozenset(("gl", "pt", "es", "ca")), frozenset(("be", "uk", "ru")), frozenset(("cs", "sk")),
)  # fmt: skip
"""Languages whose function words are too much alike to tell short texts apart."""
