"""Garbled names: found in translations, by way of their route, and in nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.engine.sinitic.vietnamese import chinese_names, is_reading
from polyonym.engine.tagging import translated
from polyonym.engine.tagging.garble_guesses import by_meaning, countries, sino_vietnamese, slips
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.route import Route
from polyonym.engine.tagging.tagger import Tagger
from polyonym.tests.garbled_table import ENTITIES, lexicon

_FOLDER = Path(__file__).parent / "cases"


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_FOLDER / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    """A tagger for a table without garbled forms."""
    return Tagger(lexicon(tmp_path_factory.mktemp("table")))


def _meant(surface: str, text: str, mentions: list[Mention]) -> set[str]:
    """The ids of what the mentions mean that lie over a surface."""
    start = text.index(surface)
    over = [each for each in mentions if each.start < start + len(surface) and start < each.end]
    return {each.entity.id for each in over if each.entity is not None}


@pytest.mark.parametrize("case", _rows("garbled.jsonl"), ids=lambda case: f"{case['lang']} {'; '.join(case['finds'])}")
def test_garbled_names(tagger: Tagger, case: dict[str, Any]) -> None:
    mentions = tagger.tag(case["text"], lang=case["lang"])
    for surface, meant in case["finds"].items():
        assert _meant(surface, case["text"], mentions) == ({meant} if meant else set()), surface


def test_an_index_gets_them_too(tagger: Tagger) -> None:
    case = _rows("garbled.jsonl")[0]
    read = tagger.read(case["text"], lang=case["lang"]).mentions
    assert "person:sun-wei" in _meant("Ton Vi", case["text"], read)
    assert all(each.entity is not None for each in read)


def test_reason_says_how(tagger: Tagger) -> None:
    case = _rows("garbled.jsonl")[0]
    found = next(each for each in tagger.tag(case["text"], lang="en") if each.surface == "Ton Vi")
    assert found.reason == (
        "Sino-Vietnamese reading of 孙伟: Ton = 孙 Sun, Vi = 伟 Wei; the article is a translation by way of Vietnamese"
    )
    assert found.role == "director"


def test_garbled_forms_need_company(tmp_path: Path) -> None:
    alias = Alias("Chu Man", "en", AliasKind.GARBLE)
    person = Entity(
        "person:zhou-min", EntityKind.PERSON, "Zhou Min", "CN", related=("org:lntu",), aliases=(alias,)
    )  # fmt: skip
    tagger = Tagger(lexicon(tmp_path, (*ENTITIES, person)))
    for text, meant in (
        ("Chu Man of Liaoning Technical University came.", {"person:zhou-min"}),
        ("Chu Man of Hanoi in Vietnam came.", set[str]()),
        ("Zhou Min of Hanoi in Vietnam came, whom some call Chu Man.", {"person:zhou-min"}),
    ):
        assert _meant("Chu Man", text, tagger.tag(text, lang="en")) == meant, text


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("Tôn Vĩ", "sunwei"), ("Phu Tan", "fuxin"), ("Hai Chau", "haizhou"), ("Tap Can Binh", "xijinping"),
        ("Bac Kinh", "beijing"), ("Thuong Hai", "shanghai"), ("Quang Chau", "guangzhou"), ("Nam Kinh", "nanjing"),
        ("Trung Khanh", "chongqing"), ("Thien Tan", "tianjin"), ("Quảng Tây", "guangxi"), ("Vân Nam", "yunnan"),
        ("Ly Khac Cuong", "likeqiang"), ("Mao Trach Dong", "maozedong"), ("Chu An Lai", "zhouenlai"),
    ],
)  # fmt: skip
def test_vietnamese_readings(name: str, pinyin: str) -> None:
    assert pinyin in chinese_names(tuple(name.split()))


def test_readings_are_held_against_characters() -> None:
    assert is_reading("孙伟", ("Ton", "Vi"))
    assert not is_reading("孙强", ("Ton", "Vi"))
    assert not is_reading("孙伟强", ("Ton", "Vi"))


def test_slips() -> None:
    assert [guess.name for guess in slips("22th School School of Minsk")] == ["22nd School of Minsk"]
    assert [guess.name for guess in slips("the 11th School")] == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["en", "ru", "vi", "zz"]), st.sampled_from(["zh", "vi", "ru", "kk"]))
def test_any_name_may_be_asked_about(name: str, target: str, source: str) -> None:
    bounded = [*sino_vietnamese(name), *by_meaning(name, target, source), *countries(name, target, source)]
    assert len([*bounded, *slips(name)]) < 2000


@pytest.mark.parametrize("piece", ["Ton ", "Horse ", "Belarusian-Russian ", "Ả", "\ud800 ", "\0", "Gourd Island "])
def test_hostile_translations(tagger: Tagger, piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    way = Route("zh", "en", 0.9, "it is hostile", "vi")
    monkeypatch.setattr(translated, "find_route", lambda tokens, lang, mentions: way)
    frame = _rows("garbled.jsonl")[0]["text"]
    assert tagger.tag(frame + piece * 4000, lang="en")
