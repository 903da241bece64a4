"""Findings about how names are written: encodings, markup, invisible characters, quotation marks, brackets."""

from __future__ import annotations

import re
from collections.abc import Callable

from polyonym.aliases.model import Entity
from polyonym.aliases.records import clean
from polyonym.engine.linting import marks, respelling
from polyonym.engine.linting.alphabets import mixed, respelled_alike
from polyonym.engine.linting.finding import Finding, Findings, respelled
from polyonym.engine.linting.texts import quoted, texts

_Step = Callable[[str, str | None], str]
_STEPS: tuple[tuple[str, _Step, str], ...] = (
    ("C001", respelling.encoding, "was read in the wrong encoding; it means {}"),
    ("C003", respelling.markup, "has markup in it, which stands for {}"),
    ("C004", marks.unquoted, "has stray quotation marks; the name is {}"),
    ("C005", marks.unbracketed, "has a bracket without its partner; the name may be {}"),
    ("C006", respelling.spaced, "has a space that doesn't belong there; write {}"),
    ("C007", respelling.trimmed, "has punctuation at its edge; write {}"),
    ("C008", respelling.visible, "has invisible characters in it, so it isn't found as {} by programs that compare"),
    ("C009", respelling.composed, "has letters in pieces; other programs want {}"),
    ("C010", respelling.narrow, "has letters of another width; write {}"),
    ("C011", respelling.parted, "has underscores for spaces; write {}"),
    ("S001", respelled_alike, "mixes letters of two alphabets that look alike; the word is {}"),
)
_PLAIN = re.compile(r"[\w.!'’](?:[\w.'’&/+-]| (?=[\w&'’-])|, (?=\w))*[\w.!?'’+]")
_LATIN, _BESIDE = re.compile("[A-Za-zÀ-ɏ]"), re.compile("[\u0370-\u058f]")
_ELSE = re.compile("_|[\u1100-\u11ff\uff10-\uff5a\ufb00-\ufb06]|[ÂÃÄÅÐÑØÙàáåæçèéêëì][ªµº²³¹¼½¾ŒœŠšŸŽžƒˆ]")
_LOST = re.compile("\ufffd|\\?{3,}|(?<=[^\\W\\d_])\\?(?=[^\\W\\d_])")
_ADDRESS = re.compile(r"://|www\.")


def characters(entity: Entity) -> Findings:
    """What is wrong with how names are written."""
    for text, lang in texts(entity).items():
        if _is_plain(text):
            continue  # nearly all names
        met = False
        for code, step, said in _STEPS:
            new = _cleaned(step(text, lang), text)
            if new != text:
                met = met or code in ("C001", "C004", "C005", "S001")
                message = f"{quoted(text)} {said.format(quoted(new))}"
                yield Finding(code, entity.id, message, text, respelled(entity, text, new))
        if not met:
            yield from _unmended(entity, text)


def _is_plain(text: str) -> bool:
    """Whether nothing in a name can be wrong; the steps are slow beside this one look."""
    if not _PLAIN.fullmatch(text) or _ELSE.search(text):
        return False
    return text.isascii() or not (_BESIDE.search(text) and _LATIN.search(text))


def _cleaned(new: str, text: str) -> str:
    """A new spelling as a table can hold it; the old one where nothing is left of it."""
    if new == text:
        return text
    try:
        new = clean(" ".join(new.split()))
    except ValueError:
        return text
    return new if any(map(str.isalnum, new)) else text


def lost(text: str) -> bool:
    """Whether characters of a name were lost on the way here."""
    return ("?" in text or "\ufffd" in text) and _LOST.search(text) is not None and not _ADDRESS.search(text)


def _unmended(entity: Entity, text: str) -> Findings:
    if lost(text):
        yield Finding("C002", entity.id, f"{quoted(text)} has lost characters; write it anew from its source", text)
    if marks.lonely_quotes(text):
        yield Finding("C004", entity.id, f"{quoted(text)} has a quotation mark without its partner", text)
    if marks.lonely_bracket(text) is not None:
        yield Finding("C005", entity.id, f"{quoted(text)} has a bracket without its partner; was the name cut?", text)
    for word, scripts in mixed(text):
        message = f"{quoted(text)} has a word of two alphabets, {word!r} ({scripts}); which letters are meant?"
        yield Finding("S002", entity.id, message, text)
