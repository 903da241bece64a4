"""Tagging of whatever comes: never an error, and mentions that hold what they promise.

Over the bundled tables: any text, hostile shapes of 100,000 characters and more, and real articles of many
languages cut at any byte.  That time grows no faster than texts is measured by `bench/tagging.py`.
"""

from __future__ import annotations

import gzip
import json
import string
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.engine.engine import Engine
from polyonym.engine.tagging.mention import Mention

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "articles.jsonl.gz"
PIECES = [
    "LNTU", "Liaoning Technical University", "辽宁工程技术大学", "孙伟教授", "БГУИР", "Prof. Ma Tu Tuyen",
    "ректор ", "University of", "Институт ", "Трường Đại học ", " (", ") ", "（", "）", "«", "»",
    ", ", ". ", "; ", "\n", "\r\n", "\t", " - ", " – ", "-", "'", "’s ", "\u0301", "\u00ad",
    "\u200b", "\u200f", "\u202e", "\ufeff", "\x00", "\ud800", "\udfff", "😀", "İ", "ß", "ﬃ", "㈱",
    "ǆ", "ﷺ", " of the ", " and ", "имени ", "№ 5", "Co., Ltd.", "стр. 3", "Ab", "A. ", "A.",
    "مدرسة ", "มหาวิทยาลัย", "กรุงเทพ", "김영수 ", "東京大学", "кафедра ", "dean", "van der ", "O'", "Mc",
    "al-", "d’", "l'École ", "Nguyễn Văn ", "Ông ", "1995", "ва", "ом", "е", "s",
]  # fmt: skip
SIZE = 100_000
HOSTILE = {
    "combining marks": "\u0301" * SIZE,
    "a letter and combining marks": "A" + "\u0301" * SIZE,
    "joiners": "a\u200d" * (SIZE // 2),
    "deep brackets": "(" * SIZE + "LNTU" + ")" * SIZE,
    "brackets around names": "LNTU (" * (SIZE // 6) + ")" * SIZE,
    "capitals": "ABCDEFGH" * (SIZE // 8),
    "capitals apart": "A " * (SIZE // 2),
    "initials": "A. " * (SIZE // 3),
    "initials and a name": "A. " * (SIZE // 3) + "Ivanov",
    "name-like runs": " ".join(a + b for a in string.ascii_uppercase for b in string.ascii_lowercase * 40),
    "titles": "Prof. Dr. " * (SIZE // 10),
    "roles": "vice rector of the " * (SIZE // 19),
    "heads": "University Institute of " * (SIZE // 24),
    "Cyrillic heads": "институт имени Академия " * (SIZE // 24),
    "Vietnamese heads": "Trường Đại học " * (SIZE // 15),
    "Han": "".join(map(chr, range(0x4E00, 0x9FFF))) * 4,
    "Han heads": "大学学院" * (SIZE // 4),
    "Han names and titles": "王伟教授" * (SIZE // 4),
    "Thai": "มหาวิทยาลัย" * (SIZE // 11),
    "definitions": " ".join(f"Liaoning Technical University (L{n:04X})" for n in range(2000)),
    "blank": " \t\n\r\u00a0\u2003" * (SIZE // 6),
    "digits": "1234567890 " * (SIZE // 11),
    "surrogates": "\ud800\udc00" * (SIZE // 2),
    "NUL": "LNTU\x00" * (SIZE // 5),
    "hyphens": "Aa-" * (SIZE // 3),
    "apostrophes": "O'" * (SIZE // 2),
    "quotes": "«Ромашка» " * (SIZE // 10),
    "addresses": "Department of Botany, University of Minsk, Minsk, Belarus; " * 2000,
    "scripts": "Минск LNTU 大学 مدرسة ქალაქი Αθήνα 서울 दिल्ली ตำบล Ձոր " * (SIZE // 50),
}
every = st.characters(categories=None)  # surrogates too
texts = st.one_of(
    st.text(every),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(every, max_size=4)), max_size=40).map("".join),
)
langs = st.sampled_from(
    [None, "en", "ru", "be", "uk", "kk", "pl", "cs", "de", "fr", "es", "vi", "zh", "ja", "ar", "xx"]
)


@pytest.fixture(scope="module")
def engine(bundled: Path) -> Iterator[Engine]:
    """The bundled tables."""
    with Engine() as opened:
        yield opened


def read(engine: Engine, text: str, lang: str | None = None) -> list[Mention]:
    """What a text names, twice the same."""
    mentions = engine.tag(text, lang=lang)
    assert engine.tag(text, lang=lang) == mentions
    sound(text, mentions)
    return mentions


def sound(text: str, mentions: list[Mention]) -> None:
    """Mentions are in order and apart, stand where they say, and say why; so do their parts, inside them."""
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    for mention in mentions:
        inner = mention.parts
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.surface == text[mention.start : mention.end]
        assert 0.0 <= mention.score <= 1.0
        assert mention.reason
        assert (mention.entity is None) == (mention.local is not None)
        assert all(mention.start <= part.start and part.end <= mention.end for part in inner)
        sound(text, sorted(inner, key=lambda part: part.start))


@given(texts, langs)
@settings(deadline=None, max_examples=300)
def test_any_text(engine: Engine, text: str, lang: str | None) -> None:
    read(engine, text, lang)


@given(st.text(every, min_size=1, max_size=3), st.integers(2, 3000), langs)
@settings(deadline=None, max_examples=60)
def test_anything_repeated(engine: Engine, piece: str, times: int, lang: str | None) -> None:
    read(engine, piece * times, lang)


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_shapes(engine: Engine, shape: str) -> None:
    sound(HOSTILE[shape], engine.tag(HOSTILE[shape]))


@pytest.mark.large
def test_ten_megabytes_of_one_letter_and_a_million_capitals(engine: Engine) -> None:
    for text in ("a" * 10_000_000, "A" * 1_000_000, "\u0301" * 1_000_000):
        sound(text, engine.tag(text))


@cache
def corpus() -> tuple[bytes, ...]:
    """Two real articles in each language, so far as there are that many."""
    found: dict[str, list[bytes]] = {}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            found.setdefault(row["lang"], []).append(f"{row['title']}\n{row['text']}".encode())
    return tuple(text for each in found.values() for text in islice(each, 2))


@pytest.mark.skipif(not CORPUS.is_file(), reason="needs ../shared with the corpus")
@given(st.data())
@settings(deadline=None, max_examples=150)
def test_real_articles_cut_at_any_byte(engine: Engine, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(corpus()).filter(bool))
    start = data.draw(st.integers(0, len(whole)))
    piece = whole[start : start + data.draw(st.integers(0, 3000))]
    errors = data.draw(st.sampled_from(["replace", "surrogateescape", "ignore"]))
    read(engine, piece.decode("utf-8", errors))


@pytest.mark.skipif(not CORPUS.is_file(), reason="needs ../shared with the corpus")
def test_real_articles_of_every_language(engine: Engine) -> None:
    for text in corpus():
        whole = text.decode()
        sound(whole, engine.tag(whole))
