"""Writing systems and languages."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.engine.language.detect import detect_language
from polyonym.engine.language.scripts import NEUTRAL, dominant_script, script_of, scripts
from polyonym.engine.language.tags import base_language

_TABLE = Path(__file__).parent / "cases" / "languages.jsonl"
_TAGS = Path(__file__).parent / "cases" / "language_tags.jsonl"
CASES = [json.loads(line) for line in _TABLE.read_text("utf-8").splitlines()]
SCRIPT_EXAMPLES = {
    "a": "Latn", "я": "Cyrl", "孙": "Hani", "한": "Hang", "の": "Hira", "カ": "Kana",
    "ج": "Arab", "ש": "Hebr", "Ω": "Grek", "Ա": "Armn", "ა": "Geor", "क": "Deva",
    "ব": "Beng", "ਕ": "Guru", "ક": "Gujr", "କ": "Orya", "த": "Taml", "తె": "Telu",
    "ಕ": "Knda", "മ": "Mlym", "ස": "Sinh", "ก": "Thai", "ລ": "Laoo", "ខ": "Khmr",
    "မ": "Mymr", "བ": "Tibt", "አ": "Ethi", "ދ": "Thaa", "ᠮ": "Mong", "1": "Zyyy",
    "\u0301": "Zinh", "\U0010ffff": "Zzzz",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_language(case: dict[str, str | None]) -> None:
    text = case["text"]
    assert text is not None
    assert detect_language(text).lang == case["lang"]


@pytest.mark.parametrize("case", [json.loads(line) for line in _TAGS.read_text("utf-8").splitlines()])
def test_tags_of_languages_have_one_form(case: dict[str, str | None]) -> None:
    assert base_language(case["tag"]) == case["base"]


@given(st.text())
def test_any_tag_has_a_language_or_none(tag: str) -> None:
    base = base_language(tag)
    assert base is None or base_language(base) == base


@pytest.mark.parametrize(("text", "script"), SCRIPT_EXAMPLES.items())
def test_script(text: str, script: str) -> None:
    assert script_of(text[0]) == script


def test_every_named_letter_has_the_script_its_name_begins_with() -> None:
    named = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARMENIAN": "Armn", "HANGUL": "Hang"}
    for point in range(0x20, 0x11000):
        first, _, rest = unicodedata.name(chr(point), "").partition(" ")
        if first in named and "LETTER" in rest and script_of(chr(point)) not in NEUTRAL:
            assert script_of(chr(point)) == named[first]


def test_counts_leave_out_what_has_no_script() -> None:
    assert scripts("Ton Vi, 孙伟 (2025)") == {"Latn": 5, "Hani": 2}
    assert dominant_script("Минск BY") == "Cyrl"
    assert dominant_script("2025!") is None


@given(st.text(max_size=200))
def test_any_text_gives_a_guess(text: str) -> None:
    guess = detect_language(text)
    assert 0 <= guess.confidence <= 1
    assert detect_language(text) == guess


def test_base_is_the_tag_without_script() -> None:
    assert detect_language("遼寧工程技術大學").base == "zh"
    assert detect_language("LNTU").base is None


def test_importing_and_short_names_load_no_model() -> None:
    root = str(Path(__file__).parents[1])
    code = (
        "import sys, types; package = types.ModuleType('polyonym'); "
        f"package.__path__ = [{root!r}]; sys.modules['polyonym'] = package; "  # not what __init__ imports
        "from polyonym.engine.language.detect import detect_language; "
        "detect_language('LNTU'); detect_language('Belarusian National Technical University'); "
        "assert not {'py3langid', 'langdetect', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
