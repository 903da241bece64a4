"""The sentences that speak for proposals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from polyonym.engine.proposing.proposal import Evidence, Proposal
from polyonym.engine.proposing.seen import Place
from polyonym.index.model import Stored
from polyonym.index.port import Index

_AROUND = 160
"""Characters on either side of a name within which its sentence is looked for."""
_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[^\W\d_]*[A-ZА-ЯІЇЄҐЎ0-9])|(?<=[。！？])|\n+")
_PAGE = 200


def with_evidence(index: Index, found: Sequence[tuple[Proposal, Sequence[Place]]]) -> list[Proposal]:
    """The proposals with the sentences at their places, read from the index a page of proposals at a time."""
    told: list[Proposal] = []
    for at in range(0, len(found), _PAGE):
        page = found[at : at + _PAGE]
        wanted = dict.fromkeys(place.article for _, places in page for place in places)
        articles = {article.id: article for article in index.get(wanted)}
        for proposal, places in page:
            there = [evidence(articles[place.article], place) for place in places if place.article in articles]
            told.append(replace(proposal, evidence=tuple(there)))
    return told


def evidence(article: Stored, place: Place) -> Evidence:
    """The sentence around a place of an article, on one line."""
    text, (start, end) = article.text, (place.start, place.end)
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    ends = [each.end() for each in _END.finditer(before)]
    head = before[ends[-1] :] if ends else ("…" if start > _AROUND else "") + _from_word(before, start > _AROUND)
    stop = _END.search(behind)
    tail = behind[: stop.start()] if stop else behind + ("…" if end + _AROUND < len(text) else "")
    head = " ".join(head.split()) + (" " if head[-1:].isspace() and head.strip() else "")
    form = " ".join(text[start:end].split())
    return Evidence(article.id, start, end, head + form + _one_line(tail), len(head), form)


def _from_word(text: str, is_cut: bool) -> str:
    """A text from its first whole word on, where its beginning is cut."""
    space = text.find(" ") if is_cut else -1
    return text[space + 1 :] if 0 <= space < 20 else text


def _one_line(tail: str) -> str:
    return (" " if tail[:1].isspace() else "") + " ".join(tail.split())
