"""Foreign names in Han characters, kana and machine-made pinyin: heard as what they transcribe, examples as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.engine.matching.keys import sound_keys
from polyonym.engine.matching.score import score
from polyonym.engine.names.name import name_of
from polyonym.engine.names.sound import spoken
from polyonym.engine.sinitic.plausible import NAMES
from polyonym.engine.sinitic.tables import lines
from polyonym.engine.sinitic.transcription import looks_transcribed, transcribed, transcribed_syllables

ROWS = [
    json.loads(line) for line in (Path(__file__).parent / "cases/transcribed.jsonl").read_text("utf-8").splitlines()
]
LEAST = 0.74
HAN = st.text(st.sampled_from("阿尔斯特德克拉圣新城李王 ·曼巴赫\ud800\0"), max_size=40)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['a']}~{row['b']}")
def test_foreign_names_meet_or_stay_apart(row: dict[str, object], request: pytest.FixtureRequest) -> None:
    if row.get("fails"):
        request.applymarker(pytest.mark.xfail(strict=True, reason="known to fail"))
    left, right = name_of(str(row["a"])), name_of(str(row["b"]))
    assert (score(left, right)[0] >= LEAST) is row["match"]
    assert (score(right, left)[0] >= LEAST) is row["match"]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["match"] and "fails" not in row], ids=lambda row: f"{row['a']}~{row['b']}"
)
def test_names_that_meet_share_a_key(row: dict[str, str]) -> None:
    assert set(sound_keys(row["a"], "place")) & set(sound_keys(row["b"], "place"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("卢卡申科", "lukashenko"), ("弗朗索瓦·奥朗德", "francois hollande"), ("迈克尔·霍华德", "michael howard"),
        ("聖荷西", "san jose"), ("加里寧斯克", "kalininsk"), ("習近平", "xijinping"), ("李显龙", "lixianlong"),
    ],
)  # fmt: skip
def test_likeliest_reading(written: str, read: str) -> None:
    assert transcribed(written)[0] == read


def test_what_is_not_han_is_not_read() -> None:
    assert transcribed("Lukashenko") == transcribed("フランソワ") == transcribed("") == transcribed("·") == ()


@pytest.mark.parametrize(
    ("part", "foreign"),
    [
        ("巴赫曼", True), ("布拉戈耶夫格勒", True), ("马克龙", True), ("约翰", True), ("斯特恩", True),
        ("习近平", False), ("毛泽东", False), ("王毅", False), ("邓小平", False), ("上海", False), ("欧阳修", False),
    ],
)  # fmt: skip
def test_looks_transcribed(part: str, foreign: bool) -> None:
    assert looks_transcribed(part) is foreign


def test_words_of_a_name_in_one_piece_are_parts() -> None:
    assert [word[0] for word in spoken("圣路易斯")] == ["san", "luis"]
    assert len(spoken("巴赫曼")) == 1


@pytest.mark.parametrize("table", NAMES)
def test_tables_of_names_are_latin_then_han(table: str) -> None:
    for line in lines(table):
        latin, *forms = line.split()
        assert latin.replace("|", "").replace("-", "").isalpha(), line
        assert latin.isascii(), line
        assert latin.islower(), line
        assert forms, line
        assert all("\u3400" <= char <= "\u9fff" for form in forms for char in form), line


def test_table_of_sounds_has_a_row_for_each_character() -> None:
    rows = [line.split(" ", 1) for line in lines("transcribed_sounds.txt")]
    assert len({char for char, _ in rows}) == len(rows)
    assert all(len(char) == 1 and values.replace(";", "").replace(" ", "").isalpha() for char, values in rows)


@given(HAN)
def test_any_text_is_read(text: str) -> None:
    found = transcribed(text)
    assert len(found) <= 6
    assert all(each.isascii() and each == " ".join(each.split()) for each in found)
    assert len(sound_keys(text, "place")) < 2_000


@pytest.mark.parametrize("text", ["德" * 100_000, "圣路易斯·" * 10_000, "\u0301" * 100_000, "斯\ud800\0" * 9_999])
def test_hostile_names_cost_little(text: str) -> None:
    assert len(transcribed(text)) <= 6
    assert len(name_of(text, "place").parts) < 100
    assert len(transcribed_syllables(("si",) * 10_000)) <= 3
