"""Tagging of running text: examples as data, offsets and order as laws."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.engine.engine import Engine
from polyonym.engine.tagging.acronyms import capitals
from polyonym.engine.tagging.definitions import defined_after
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.parts import flat
from polyonym.engine.tagging.tagger import Tagger
from polyonym.tests.small_table import ENTITIES, lexicon

_CASES = Path(__file__).parent / "cases" / "tag.jsonl"
CASES = [
    pytest.param(row, marks=[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [], id=ascii(row["text"]))
    for row in map(json.loads, _CASES.read_text("utf-8").splitlines())
]
_NAMES = [alias.text for entity in ENTITIES for alias in entity.names()]
_GLUE = [" ", ", ", ". ", "\n", "-", "\u00ad", "\u0301", "\u200f", "😀", "(", ")", "’s ", "孙", " the ", "\ud800"]
articles = st.lists(st.one_of(st.sampled_from(_NAMES), st.sampled_from(_GLUE), st.text(max_size=5))).map("".join)
langs = st.sampled_from([None, "en", "ru", "be", "zh", "ar", "th", "xx", ""])


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    """A tagger with the small table."""
    return Tagger(lexicon(tmp_path_factory.mktemp("small")))


def shown(mentions: list[Mention]) -> list[list[str | None]]:
    """Surfaces and ids, as the cases have them."""
    return [[m.surface, m.entity.id if m.entity else None] for m in mentions]


@pytest.mark.parametrize("case", CASES)
def test_texts_are_tagged(tagger: Tagger, case: dict[str, Any]) -> None:
    mentions = tagger.tag(case["text"], lang=case.get("lang"))
    assert shown([m for m in flat(mentions) if m.entity is not None]) == case["mentions"]
    sound(case["text"], mentions)


def sound(text: str, mentions: list[Mention]) -> None:
    """Mentions are in order and apart, and stand where they say."""
    assert all(m.surface == text[m.start : m.end] and m.surface for m in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(0.0 <= m.score <= 1.0 and m.reason for m in mentions)
    assert all(m.entity is None or m.entity.kind == m.kind for m in mentions)


@given(st.one_of(st.text(), articles), langs)
@settings(deadline=None, max_examples=150)
def test_any_text_is_tagged_soundly(tagger: Tagger, text: str, lang: str | None) -> None:
    mentions = tagger.tag(text, lang=lang)
    sound(text, mentions)
    assert mentions == tagger.tag(text, lang=lang)


@given(st.sampled_from(_NAMES), st.text(alphabet="ab .,\n孙\u0301\u00ad😀", max_size=20))
@settings(deadline=None)
def test_a_mark_that_vanishes_changes_no_mention(tagger: Tagger, name: str, before: str) -> None:
    plain = f"{before.strip()} {name} ."
    marked = plain.replace(" ", "\u00ad ").replace(name[:1], name[:1] + "\u200d")
    found = [(m.entity.id if m.entity else None, m.reason) for m in tagger.tag(plain)]
    assert [(m.entity.id if m.entity else None, m.reason) for m in tagger.tag(marked)] == found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ko", "문재인 대통령이 서울에서 아베 신조 총리를 만났다. 서울대학교 병원."),
        ("ja", "ドナルド・トランプ大統領は東京でプーチン大統領と会談した。"),
        ("hi", "राष्ट्रपति रामनाथ कोविंद ने पढ़ाई के बाद दिल्ली विश्वविद्यालय का दौरा किया।"),
        ("bn", "ঢাকা বিশ্ববিদ্যালয়ের উপাচার্য অধ্যাপক আনোয়ার হোসেন বলেন।"),
        ("ru", "Ректор Ляонинского технического университета Юрий Чайковский приехал в Минск."),
        ("vi", "Bà Đặng Thị Ngọc Thịnh thăm Trường Đại học Bách khoa Hà Nội."),
    ],
)
def test_letters_written_in_pieces_change_no_mention(tagger: Tagger, lang: str, text: str) -> None:
    whole, pieces = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    found, again = tagger.tag(whole, lang=lang), tagger.tag(pieces, lang=lang)
    assert found
    assert [unicodedata.normalize("NFC", m.surface) for m in again] == [
        unicodedata.normalize("NFC", m.surface) for m in found
    ]
    assert [m.entity for m in again] == [m.entity for m in found]
    sound(pieces, again)


def test_every_name_is_met_in_a_sentence(tagger: Tagger) -> None:
    for entity in ENTITIES:
        for alias in entity.names():
            others = {each.id for each in ENTITIES if alias.text in {a.text for a in each.names()}}
            text = f"Xx, {alias.text}, yy."
            found = {m.entity.id for m in tagger.tag(text) if m.entity and m.surface == alias.text}
            assert found <= others, alias.text
            assert found or len(others) > 1, alias.text


def test_kinds_leave_out_the_others(tagger: Tagger) -> None:
    text = "Sun Wei of LNTU went to Minsk."
    kinds = [str(m.kind) for m in tagger.tag(text)]
    assert kinds == ["person", "organization", "place"]
    assert [m.surface for m in tagger.tag(text, kinds=frozenset({"place", "person"}))] == ["Sun Wei", "Minsk"]


def test_a_definition_gives_its_reason(tagger: Tagger) -> None:
    text = "LTU news. Liaoning Technical University (LTU) met guests."
    headline = tagger.tag(text, lang="en")[0]
    assert (headline.surface, headline.entity and headline.entity.id) == ("LTU", "org:lntu")
    assert "defined in this text" in headline.reason


@pytest.mark.parametrize("text", [
    "Sun Wei " * 20_000, "LNTU" * 50_000, "(" * 200_000, "Minsk(" * 20_000, "\u0301" * 100_000, "孙" * 100_000,
    "A" * 1_000_000, "Один пояс, " * 10_000,
], ids=lambda text: ascii(text[:8]))  # fmt: skip
def test_long_texts_are_tagged(tagger: Tagger, text: str) -> None:
    mentions = tagger.tag(text, lang="en")
    sound(text, mentions)
    assert len(mentions) <= len(text) // 3


def test_acronyms_in_a_text() -> None:
    text = "LNTU's, LZPUs, БГУИРа and U, lower, A-B, ABCDEFGHI"
    assert [text[start:end] for start, end in capitals(text)] == ["LNTU", "LZPU", "БГУИР"]
    definition = defined_after("Name (“LN-TU”) x", 4)
    assert definition is not None
    assert definition.acronym == "ln-tu"
    assert ("Name (“LN-TU”) x")[definition.start : definition.end] == "LN-TU"
    assert defined_after("Name (see below)", 4) is None
    assert defined_after("Name", 4) is None
    assert defined_after("Name (LN", 4) is None


def test_listed_names_inside_longer_ones_are_parts_when_asked_for(bundled: Path) -> None:
    text = "He left the Ministry of Education of the People's Republic of China for Peking University."
    with Engine(bundled) as engine:
        longest, everything = engine.tag(text, lang="en"), engine.tag(text, lang="en", names="all")
    assert [each._replace(parts=()) for each in everything] == longest
    told = {mention.surface: [part.surface for part in mention.parts] for mention in everything}
    assert told["Ministry of Education of the People's Republic of China"] == ["People's Republic of China"]
    assert "Peking" in told["Peking University"]
