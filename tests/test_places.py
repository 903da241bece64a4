"""Names of places: how they lie, what their elements mean, how languages say them, older spellings of China."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.engine.matching.keys import sound_keys
from polyonym.engine.matching.score import score
from polyonym.engine.names.elements import element
from polyonym.engine.names.habits import MOST, habits, heard, letters_of
from polyonym.engine.names.name import MOST_PARTS, name_of
from polyonym.engine.names.qualifiers import qualified
from polyonym.engine.names.wade import pinyin_of_wade
from polyonym.engine.sinitic.pinyin import split_pinyin
from polyonym.engine.text.fold import key

_CASES = Path(__file__).parent / "cases" / "places.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]
HOSTILE = ["a" * 1_000_000, "a b " * 10_000, "a" + "\u0301" * 100_000, "\ud800, \0", "(((", ", , ,", "  x", "-" * 5000]


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(f"{case['a']} / {case['b']}"))
def test_places_are_alike_or_not(case: dict[str, Any]) -> None:
    likeness, _ = score(name_of(case["a"], "place"), name_of(case["b"], "place"))
    assert likeness >= 0.8 if case["same"] else likeness <= 0.7


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Logan, Utah", "Logan"), ("راکفورد، ایلینوی", "راکفورد"), ("Halle (Saale)", "Halle"),
        ("甲府，山梨", "甲府"), ("Stoke-on-Trent", "Stoke"), ("Neuilly-sur-Seine", "Neuilly"),
        ("Ростов-на-Дону", "Ростов"), ("bwstn  tksas", "bwstn"),
        ("Ústí nad Labem", "Ústí"), ("(Utah)", "(Utah)"), ("Ann Arbor", "Ann Arbor"), (", Utah", ", Utah"),
    ],
)  # fmt: skip
def test_where_a_place_lies_is_told_apart(text: str, name: str) -> None:
    assert qualified(text)[0] == name


@pytest.mark.parametrize(
    ("wade", "pinyin"),
    [
        ("T'ien-chin", "tianjin"), ("Ch’eng-tu", "chengdu"), ("Kuang-chou", "guangzhou"), ("Hsi-an", "xian"),
        ("Ch'ang-ch'un", "changchun"), ("Shih-chia-chuang", "shijiazhuang"), ("Tzu-kung", "zigong"),
        ("Jui-chin", "ruijin"),
        ("Lü-shun", "lushun"), ("K'un-ming-shih", "kunming shi"), ("Erh-lien", "erlian"), ("Baden-Baden", None),
        ("Stoke-on-Trent", None), ("Paris", None), ("Bialystok-chen", None),
    ],
)  # fmt: skip
def test_wade_giles_is_read_as_pinyin(wade: str, pinyin: str | None) -> None:
    assert pinyin_of_wade(wade) == pinyin
    assert pinyin is None or split_pinyin(pinyin.split()[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("San", "Saint"), ("Санкт", "São"), ("سان", "サン"), ("New", "Нова"), ("Nueva", "नया"), ("Северный", "North"),
        ("Isla", "Île"), ("Puerto", "ポルト"), ("Velika", "Большой"), ("Bandar", "Port"), ("Unter", "Lower"),
    ],
)  # fmt: skip
def test_elements_of_one_meaning_stand_for_each_other(one: str, other: str) -> None:
    assert element(key(one)) & element(key(other))


@pytest.mark.parametrize(("one", "other"), [("San", "New"), ("North", "South"), ("Upper", "Lower"), ("Oslo", "Oslo")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert not element(key(one)) & element(key(other))


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_is_taken_apart(text: str) -> None:
    head, tail, weight = qualified(text)
    assert head + tail == text
    assert 0 < weight <= 1
    assert len(heard(text)) <= MOST
    pinyin_of_wade(text)


@given(st.data())
@settings(max_examples=300)
def test_a_rule_looks_wherever_it_has_something_to_replace(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from([rule for rules in habits() for rule in rules]))
    word = data.draw(st.from_regex(rule.pattern, alphabet="abcdefghijklmnopqrstuvwxyzEXZ"))
    assert rule.asks & letters_of(word)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_bounded(text: str) -> None:
    assert len(name_of(text, "place").parts) <= 2 * MOST_PARTS
    assert len(sound_keys(text, "place")) < 20_000
    assert len(heard(text[:100])) <= MOST
