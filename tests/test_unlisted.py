"""Names that no table lists: true examples and what is none as data, laws as properties."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.clues import GENERIC, HEAD, ROLE
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.parts import COVERABLE, LISTED, PLACE, flat, with_parts
from polyonym.engine.tagging.role_kin import related_roles, role_of_words
from polyonym.engine.tagging.roles import phrase_ending, role_near
from polyonym.engine.tagging.scene import Scene
from polyonym.engine.tagging.unlisted import Unlisted, find_unlisted
from polyonym.engine.tagging.vocabulary import table
from polyonym.engine.text.capitals import capitals
from polyonym.engine.text.fold import fold
from polyonym.engine.text.tokens import Tokens, tokens

_CASES = Path(__file__).parent / "cases" / "unlisted.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]
LANGS = (
    None, "en", "ru", "be", "uk", "kk", "vi", "zh", "de", "fr", "es", "it", "pl", "cs", "bg", "xx",
    "sl", "hr", "sv", "fi", "hu", "tr", "el", "id", "sw", "ha", "sn", "ar", "fa", "he", "hi", "am", "ko", "ja", "th",
    "bn", "ka", "hy", "so",
)  # fmt: skip
_PIECES = (
    "Dr. ", "Mr ", "rector ", "Ректор ", "校长", "孙伟", "大学", "University of ", "and ", "Ivan ", "Иванович ",
    "Lake ", "جامعة ", "القاهرة ", "वि", "विश्वविद्यालय ", "대학교", "서울", "東京", "病院",
    "Chuo Kikuu cha ", "reZimbabwe ", "Üniversitesi'nde ", "มหาวิทยาลัย", "ขอนแก่น",
    "Street ", "улица ", "The ", "St. ", "/", "’ ",
    "총장", "김민수", "·", "・", "ドナルド", "首相", "الرئيس ", "محمد ", "นาย", "श्री ", "გიორგი ",
)  # fmt: skip
_texts = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=30).map("".join)


def read(text: str) -> tuple[str, Tokens]:
    """A text without its vanishing marks, as the tagger has it, and its tokens."""
    folded = fold(text)
    plain = text if folded.offsets is None else "".join(map(text.__getitem__, folded.offsets[:-1]))
    return plain, tokens(folded.text)


def scene(plain: str, those: Tokens, lang: str | None, taken: bytearray | None = None) -> Scene:
    """A text as the finders look at it; nothing is listed if `taken` isn't given."""
    covered = bytearray(len(plain)) if taken is None else taken
    return Scene(plain, those, lang, covered, capitals(plain, those).first)


def found(text: str, lang: str | None, taken: bytearray | None = None) -> list[Unlisted]:
    """The unlisted names of a text."""
    plain, those = read(text)
    return find_unlisted(scene(plain, those, lang, taken))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lang"] + " " + case["text"][:40])
def test_names_and_nothing_else(case: dict[str, Any]) -> None:
    names = found(case["text"], case["lang"])
    assert [[case["text"][one.start : one.end], one.kind, one.role] for one in names] == case["found"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lang"] + " " + case["text"][:40])
def test_every_phrase_is_looked_at(case: dict[str, Any]) -> None:
    at = scene(*read(case["text"]), case["lang"])
    spoken, numbers = at.vocabulary, range(len(at.words))
    for clue, phrases, ends in (
        (ROLE, spoken.roles, spoken.role_ends),
        (HEAD, spoken.heads, spoken.head_ends),
        (GENERIC, spoken.places, spoken.place_ends),
    ):
        met = {i for i in numbers if phrase_ending(at.words, i, phrases, ends) is not None}
        assert met <= set(at.ending(clue))


def test_mentions_of_one_person_share_a_key() -> None:
    names = found("Skova Yulia Sergeyevna came. Yulia Skova spoke, then Skova left.", "en")
    assert len(names) == 3
    assert len({one.key for one in names}) == 1


def test_no_listed_person_is_covered() -> None:
    text = "Students of Minsk Linguistic University came."
    assert found(text, "en", _taken(text, "Minsk", LISTED)) == []
    assert [one.start for one in found(text, "en", _taken(text, "Minsk", PLACE))] == [12]


@pytest.mark.parametrize(
    ("text", "listed", "longer"),
    [
        (
            "He was taken to Peking University Third Hospital today.",
            "Peking University",
            "Peking University Third Hospital",
        ),
        ("We saw the LiuGong Customer Experience Center there.", "LiuGong", "LiuGong Customer Experience Center"),
        ("It was printed by Oxford University Press then.", "Oxford University", "Oxford University Press"),
        ("They met LZPU President Qiu there.", "LZPU", None),
        ("The guests of LNTU University left.", "LNTU", None),
        ("The LZPU delegation came to the Center.", "LZPU", None),
    ],
)
def test_a_head_makes_a_listed_organisation_part_of_a_longer_name(text: str, listed: str, longer: str | None) -> None:
    names = [text[one.start : one.end] for one in found(text, "en", _taken(text, listed, COVERABLE))]
    assert [name for name in names if listed in name] == ([longer] if longer else [])


def test_a_street_is_another_place_and_a_province_is_not() -> None:
    for text, part, expected in (
        ("They met in Dalian Street today.", "Dalian", ["Dalian Street"]),
        ("They met in the Liaoning province today.", "Liaoning", []),
    ):
        names = found(text, "en", _taken(text, part, PLACE))
        assert [text[one.start : one.end] for one in names] == expected


def test_parts_stand_inside_the_longer_name_and_not_beside_it() -> None:
    listed = [_mention(0, 6, None), _mention(10, 14, None), _mention(20, 25, None)]
    alone, longer = with_parts(listed, [_mention(8, 30, 1)])
    assert alone == listed[:1]
    assert [one.parts for one in longer] == [tuple(listed[1:])]
    assert [one.start for one in flat([*alone, *longer])] == [0, 8, 10, 20]


def _mention(start: int, end: int, local: int | None) -> Mention:
    return Mention(start, end, "x" * (end - start), EntityKind.ORGANIZATION, None, 0.9, "made for a test", local)


def _taken(text: str, part: str, value: int) -> bytearray:
    taken = bytearray(len(text))
    at = text.index(part)
    taken[at : at + len(part)] = bytes([value]) * len(part)
    return taken


@pytest.mark.parametrize(
    ("text", "lang", "first", "last", "role"),
    [
        ("Vice Rector Yury spoke", "en", 2, 2, "vice-rector"),
        ("Prof. Dr. Hans Weber spoke", "en", 2, 3, "professor"),
        ("Jia Zhenyuan, the president of it", "en", 0, 1, "president"),
        ("Sun Wei - Director of the Center", "en", 0, 1, "director"),
        ("проректором Николайчиком", "ru", 1, 1, "vice-rector"),
        ("党委书记张三", "zh", 4, 5, "party-secretary"),
        ("孙伟校长", "zh", 0, 1, "rector"),
        ("They saw Wu there", "en", 2, 2, None),
        ("Head of the Department of Scientific Research Anna Smirnova", "en", 7, 8, "head-of-department"),
        ("The president of the United States, Donald Trump, left", "en", 6, 7, "president"),
        ("deputy party secretary and dean Shen Baozhong came", "en", 5, 6, "dean"),
        ("Ректор Белорусского государственного университета Андрей Петров", "ru", 4, 5, "rector"),
        ("Meier, Rektor", "de", 0, 0, "rector"),
        ("Orbán Viktor miniszterelnök", "hu", 0, 1, "prime-minister"),
        ("декан сказала Ивану Петрову", "ru", 2, 3, None),
        ("ректор БГУ, профессор Иван Петров", "ru", 3, 4, "rector"),
        ("ректор вуза Ермек Сапархан, профессор Иван Петров", "ru", 5, 6, "professor"),
        ("Rector Prof. Jane Zorbik spoke", "en", 2, 3, "rector"),
        ("Prof. Jane Zorbik, Rector of it", "en", 1, 2, "rector"),
        ("Prof. Jane Zorbik, author of it", "en", 1, 2, "professor"),
        ("der Kanzler der Universität, Jürgen Vössing", "de", 4, 5, "chancellor"),
    ],
)
def test_roles_beside_names(text: str, lang: str, first: int, last: int, role: str | None) -> None:
    plain, those = read(text)
    assert role_near(scene(plain, those, lang), first, last) == role


@pytest.mark.parametrize(
    ("words", "lang", "role"),
    [
        ("rector", None, "rector"),
        ("проректора", "ru", "vice-rector"),
        ("проректора", None, "vice-rector"),
        ("校长", None, "rector"),
        ("党委书记", "zh", "party-secretary"),
        ("Vice-Chancellor", "en", "vice-chancellor"),
        ("Bundeskanzlerin", None, "prime-minister"),
        ("총장", "ko", "rector"),
        ("学長", "ja", "rector"),
        ("πρύτανης", "el", "rector"),
        ("miniszterelnök", "hu", "prime-minister"),
        ("hiệu trưởng", "vi", "rector"),
        ("CEO", None, "general-director"),
        ("Frau", "de", None),
        ("", None, None),
        ("stone", "en", None),
        ("rector " * 10_000, "en", None),
        ("\ud800\x00", "ru", None),
    ],
)
def test_a_query_s_word_names_a_role(words: str, lang: str | None, role: str | None) -> None:
    assert role_of_words(words, lang) == role


def test_roles_answer_for_their_kin() -> None:
    assert {"rector", "principal", "president", "vice-chancellor"} <= related_roles("rector")
    assert "rector" in related_roles("principal")
    assert "pope" in related_roles("cleric")
    assert "cleric" not in related_roles("pope")
    assert "dean" in related_roles("rector")
    assert "rector" not in related_roles("dean")
    assert "vice-president" not in related_roles("vice-rector")
    assert related_roles("no role") == {"no role"}


def test_kin_are_roles_of_the_table() -> None:
    known = {row[0] for row in table("roles.tsv")}
    assert {role for row in table("role_kin.tsv") for role in row[:2]} <= known


@given(_texts, st.sampled_from(LANGS), st.data())
def test_any_text_gives_ordered_free_ranges(text: str, lang: str | None, data: st.DataObject) -> None:
    plain, those = read(text)
    drawn = data.draw(st.binary(min_size=len(plain), max_size=len(plain)))
    taken = bytearray(value % 5 for value in drawn)
    names = find_unlisted(scene(plain, those, lang, taken))
    assert all(0 <= one.start < one.end <= len(plain) and 0 < one.score <= 1 and one.key for one in names)
    assert all(left.end <= right.start for left, right in pairwise(names))
    assert not any(1 in taken[one.start : one.end] for one in names)


@pytest.mark.parametrize(
    "piece",
    [
        "Dr. Ivan Petrov ",
        "University ",
        "Ivan ",
        "Ректор Иван ",
        "大学",
        "校长孙伟",
        "Mr A. ",
        "of ",
        "جامعة ",
        "대학교 ",
        "reZ ",
    ],
)
@pytest.mark.parametrize("lang", ["en", "ru", "zh", "ar", "tr", "ko", "sn", None])
def test_endless_repetition_is_read(piece: str, lang: str | None) -> None:
    plain, those = read(piece * (200_000 // len(piece)))
    found = find_unlisted(scene(plain, those, lang))
    assert len(found) <= len(those)


@pytest.mark.parametrize(
    ("piece", "lang"),
    [
        ("ዶክተር ዮሐንስ ተራ ", "am"),
        ("김민수 총장 ", "ko"),
        ("唐纳德·特朗普", "zh"),
        ("ドナルド・トランプ氏", "ja"),
        ("山田一郎首相", "ja"),
        ("الدكتور محمد بن ", "ar"),
        ("श्री राम कुमार ", "hi"),
        ("นายสมชาย ใจดี ", "th"),
        ("Nagy Zoltán ", "hu"),
        ("ректор вуза ", "ru"),
    ],
)
def test_endless_repetition_is_read_in_other_scripts(piece: str, lang: str) -> None:
    plain, those = read(piece * (100_000 // len(piece)))
    assert len(find_unlisted(scene(plain, those, lang))) <= len(those)
