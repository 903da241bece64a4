"""Names of Han origin: examples as data, laws, and the data set where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.engine.sinitic.compare import keys, sinitic_similarity
from polyonym.engine.sinitic.japanese import japanese_readings, mixed_runs
from polyonym.engine.sinitic.pinyin import is_pinyin, split_pinyin, split_syllables
from polyonym.engine.sinitic.pivot import han_classes, surname_classes
from polyonym.engine.sinitic.readings import MOST, han_readings, surname_readings, syllables
from polyonym.engine.sinitic.romanised import palladius, postal, tongyong, wade, yale
from polyonym.engine.sinitic.tables import pinyin_weights
from polyonym.engine.sinitic.variants import simplified_forms, simplify

CASES = Path(__file__).parent / "cases" / "sinitic.jsonl"
LEAST = 0.74
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
NAMES = st.text(st.sampled_from("孙偉曾 顯龍·김영남Сунь вэйTôn Vĩ'-ch.,フー👍\u0301"), max_size=24) | st.text(
    max_size=40
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['a']}~{row['b']}")
def test_names_meet_or_stay_apart(row: dict[str, object], request: pytest.FixtureRequest) -> None:
    if row.get("fails"):
        request.applymarker(pytest.mark.xfail(strict=True, reason="known to fail"))
    found = sinitic_similarity(str(row["a"]), str(row["b"]))
    assert ((found.score if found else 0.0) >= LEAST) is row["match"]


def test_reason_names_the_system_and_each_syllable() -> None:
    found = sinitic_similarity("孙伟", "Tôn Vĩ")
    assert found is not None
    assert found.reason == "Sino-Vietnamese reading of 孙伟: Ton = 孙 Sun, Vi = 伟 Wei"


@pytest.mark.parametrize(
    ("surname", "pinyin"),
    [
        ("曾", "zeng"), ("单", "shan"), ("仇", "qiu"), ("解", "xie"), ("查", "zha"), ("朴", "piao"), ("盖", "ge"),
        ("任", "ren"), ("华", "hua"), ("區", "ou"),
    ],
)  # fmt: skip
def test_surnames_have_their_own_reading(surname: str, pinyin: str) -> None:
    assert surname_readings(surname)[0].spelling == pinyin


def test_compound_surname_is_read_as_one() -> None:
    assert [each[0].spelling for each in syllables("司馬遷")] == ["si", "ma", "qian"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [("李顯龍", "李显龙"), ("渡邊", "渡边"), ("渡辺", "渡边"), ("髙橋", "高桥"), ("澤", "泽"), ("裵", "裴")],
)
def test_variants_become_one(written: str, plain: str) -> None:
    assert simplify(written) == plain


def test_simplified_forms_are_final() -> None:
    forms = simplified_forms()
    assert not set(forms) & set(forms.values())


@pytest.mark.parametrize(
    ("pinyin", "spelled"),
    [
        ("zhou", "chou"), ("xu", "hsu"), ("guo", "kuo"), ("jiang", "chiang"), ("yan", "yen"),
        ("quan", "chuan"), ("zhi", "chih"), ("si", "ssu"), ("rong", "jung"), ("xue", "hsueh"),
    ],
)  # fmt: skip
def test_wade_giles(pinyin: str, spelled: str) -> None:
    assert wade(pinyin)[0] == spelled


@pytest.mark.parametrize(
    ("pinyin", "cyrillic"),
    [
        ("zhong", "чжун"), ("xiao", "сяо"), ("qing", "цин"), ("jin", "цзинь"), ("zi", "цзы"),
        ("lv", "люй"), ("hui", "хуэй"),
        ("xue", "сюэ"), ("jiang", "цзян"), ("jian", "цзянь"), ("er", "эр"), ("guang", "гуан"),
        ("ri", "жи"), ("wei", "вэй"),
    ],
)  # fmt: skip
def test_palladius(pinyin: str, cyrillic: str) -> None:
    assert palladius(pinyin) == cyrillic


def test_rules_cover_every_pinyin_syllable() -> None:
    for syllable in pinyin_weights():
        assert palladius(syllable).isalpha()
        assert not palladius(syllable).isascii()
        assert all(each.isascii() for each in (tongyong(syllable), yale(syllable), *wade(syllable), *postal(syllable)))


@pytest.mark.parametrize(
    ("token", "first"),
    [
        ("xiaoping", ("xiao", "ping")), ("xi'an", ("xi", "an")), ("Xian", ("xian",)), ("Lǚ", ("lu",)),
        ("jianguo", ("jian", "guo")), ("changan", ("chan", "gan")),
    ],
)  # fmt: skip
def test_pinyin_is_split_by_its_rules(token: str, first: tuple[str, ...]) -> None:
    assert split_pinyin(token)[0] == first


def test_joined_tokens_of_other_systems() -> None:
    assert split_syllables("cheukyan")[0] == ("cheuk", "yan")
    assert split_syllables("yongnam")[0] == ("yong", "nam")
    assert split_syllables("Сяньлун")[0] == ("сянь", "лун")
    assert split_syllables("Strzelecki") == ()
    assert is_pinyin("Zhōng")
    assert not is_pinyin("cheuk")


@pytest.mark.parametrize(
    ("syllable", "pinyin"),
    [
        ("ton", "sun"), ("Vĩ", "wei"), ("hoang", "huang"), ("lee", "li"), ("kim", "jin"), ("park", "piao"),
        ("вэй", "wei"),
        ("Сунь", "sun"), ("tran", "chen"), ("hsu", "xu"), ("曾", "zeng"), ("박", "piao"),
        ("kwok", "guo"),
    ],
)  # fmt: skip
def test_likeliest_class(syllable: str, pinyin: str) -> None:
    classes = han_classes(syllable)
    assert max(classes, key=lambda name: classes[name]) == pinyin


def test_likeliest_surname() -> None:
    for spelling, pinyin in [("nguyen", "ruan"), ("tan", "chen"), ("ng", "huang"), ("park", "piao"), ("lee", "li")]:
        classes = surname_classes(spelling)
        assert max(classes, key=lambda name: classes[name]) == pinyin


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["match"] and "fails" not in row], ids=lambda row: f"{row['a']}~{row['b']}"
)
def test_names_that_meet_share_a_key(row: dict[str, str]) -> None:
    left, right = (set(keys(row[side])) for side in ("a", "b"))
    assert left & right


@given(NAMES, NAMES)
def test_any_text_is_compared(a: str, b: str) -> None:
    found = sinitic_similarity(a, b)
    assert found is None or 0 <= found.score <= 1
    if found:
        assert found.reason


@given(NAMES)
def test_output_is_bounded(text: str) -> None:
    assert len(simplify(text)) == len(text)
    assert simplify(simplify(text)) == simplify(text)
    assert len(keys(text)) <= 40
    assert len(split_syllables(text)) <= 4
    assert len(split_pinyin(text)) <= 4
    assert all(len(each) <= MOST for each in syllables(text))
    assert len(han_classes(text)) <= 8


@given(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))
def test_spellings_are_bare_ascii(char: str) -> None:
    spelled = [each.spelling for each in han_readings(char)]
    assert all(each.isascii() and each.isalpha() and each.islower() for each in spelled)
    assert len(set(spelled)) == len(spelled)


@pytest.mark.parametrize(
    "text", ["孙" * 100_000, "wei" * 10_000, "wei " * 10_000, "\u0301" * 100_000, "가" * 10_000, "ng" * 9_999]
)
def test_hostile_names_cost_little(text: str) -> None:
    sinitic_similarity(text, "Sun Wei")
    assert len(keys(text)) <= 40


JAPANESE = [json.loads(line) for line in (CASES.parent / "japanese.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", JAPANESE, ids=lambda row: row["text"])
def test_names_are_read_as_in_japan(row: dict[str, str]) -> None:
    assert row["reading"] in japanese_readings(row["text"])


@pytest.mark.parametrize(
    "text", ["卢卡申科", "习近平", "陈水扁", "", " ", "Sato", "한국", "\ud800", "川" * 10_000, "ヶ" * 10_000]
)
def test_what_has_no_japanese_reading(text: str) -> None:
    assert japanese_readings(text) == ()


@given(st.text(st.sampled_from("川崎ヶのァー市町太郎一佐藤々 桜澤\u3099aガ"), max_size=20))
def test_japanese_readings_are_few_and_plain(text: str) -> None:
    found = japanese_readings(text)
    assert len(found) <= 6
    assert len(set(found)) == len(found)
    assert all(each.isascii() and each.replace(" ", "").isalpha() for each in found)


@given(st.text(st.sampled_from("川崎ヶケのアー市町駒根 つ三石"), max_size=20))
def test_mixed_runs_lose_nothing(text: str) -> None:
    assert "".join(mixed_runs(text)) in ("", text)
