"""Writes the generated tables of engine/sinitic/tables from the Unihan database and the hand-written tables.

    python bench/make_sinitic.py [FOLDER]

FOLDER holds Unihan_*.txt.bz2 (Debian's `unicode-data` puts them into /usr/share/unicode). Written: variants.txt,
han.tsv (readings), pinyin.txt, sino_korean.txt (syllables), pivot.txt (Latin syllable → pinyin with weights).
"""

from __future__ import annotations

import bz2
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from polyonym.engine.sinitic.readings import base_readings, han_characters, han_readings, surnames
from polyonym.engine.sinitic.tables import lines, rows
from polyonym.engine.sinitic.variants import simplify

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "engine" / "sinitic" / "tables"
HEAD = (
    "# Source: Unihan database, Unicode 15.0.0 ({fields}), written by bench/make_sinitic.py.\n"
    "# © 2022 Unicode, Inc.; licence: https://www.unicode.org/license.txt (Unicode License v3)\n"
)


NO_NAMES = {"hng", "m", "n", "ng", "r"}  # interjections


class Unihan:
    """The fields that are used here, character → value."""

    def __init__(self, folder: Path) -> None:
        self.fields: dict[str, dict[str, str]] = defaultdict(dict)
        for name in ("Readings", "Variants", "DictionaryLikeData", "OtherMappings"):
            with bz2.open(folder / f"Unihan_{name}.txt.bz2", "rt", encoding="utf-8") as file:
                for line in file:
                    if line.startswith("U+"):
                        code, field, value = line.rstrip("\n").split("\t")
                        self.fields[field][chr(int(code[2:], 16))] = value

    def __getitem__(self, field: str) -> dict[str, str]:
        return self.fields[field]

    def targets(self, field: str, char: str) -> list[str]:
        """The characters that a variant field names."""
        return [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]+)", self[field].get(char, ""))]


def bare(reading: str) -> str:
    """Toneless, lower-case; ü is v after n and l and u elsewhere."""
    text = unicodedata.normalize("NFD", reading.lower().replace("đ", "d").replace("ð", "d"))
    text = text.replace("u\u0308", "v")
    return "".join(c for c in text if c.isascii() and c.isalpha())


def canonical(data: Unihan) -> dict[str, str]:
    """Character → its simplified form, one step, then closed under itself."""
    step: dict[str, str] = {}
    for char in data["kSimplifiedVariant"]:
        goals = [each for each in data.targets("kSimplifiedVariant", char) if len(each.encode()) == 3]
        if goals and char not in goals:
            step[char] = sorted(goals, key=lambda c: (c not in data["kTGH"], c not in data["kGB0"]))[0]
    for field in ("kZVariant", "kSemanticVariant"):
        for char in data[field]:
            goal = _variant_goal(data, field, char, step)
            if goal and char not in step:
                step[char] = goal
    for char, value in data["kJinmeiyoKanji"].items():
        if match := re.search(r"U\+([0-9A-F]+)", value):  # the form that Japan replaced it by
            new = chr(int(match[1], 16))
            if char not in data["kTGH"] and char not in step and new in data["kTGH"]:
                step[char] = new
            elif new not in data["kTGH"] and new not in step:
                step[new] = step.get(char, char)
    pairs = "".join(lines("shinjitai.txt"))
    step.update((a, b) for a, b in zip(pairs[::2], pairs[1::2], strict=True) if a != b)
    for code in [*range(0xF900, 0xFB00), *range(0x2F00, 0x2FE0)]:
        wide = unicodedata.normalize("NFKC", chr(code))
        if len(wide) == 1 and wide != chr(code):
            step[chr(code)] = wide
    for fixed in "着著乾阎钟":
        step.pop(fixed, None)
    return {char: end for char in step if (end := _end(step, char)) != char and len(char) == 1}


def _variant_goal(data: Unihan, field: str, char: str, step: dict[str, str]) -> str | None:
    if char in data["kTGH"] or char in data["kGB0"]:
        return None
    for goal in data.targets(field, char):
        known = step.get(goal, goal)
        same = _mandarin_set(data, char) & _mandarin_set(data, known)
        if known in data["kTGH"] and same and known != char:
            return known
    return None


def _mandarin_set(data: Unihan, char: str) -> set[str]:
    return set(map(bare, data["kMandarin"].get(char, "").split()))


def _end(step: dict[str, str], char: str) -> str:
    seen = {char}
    while (new := step.get(char)) and new not in seen:
        seen.add(new)
        char = new
    return char


# Fields that only commonly used characters have.
LISTS = (
    "kHanyuPinlu", "kGradeLevel", "kJoyoKanji", "kJinmeiyoKanji", "kKoreanEducationHanja", "kKoreanName", "kFenn",
    "kFrequency", "kTGH", "kGB0",
)  # fmt: skip


def used(data: Unihan) -> set[str]:
    """The most used characters, in their written forms."""
    chars: set[str] = set()
    for field in LISTS:
        chars |= set(data[field])
    chars |= {c for c, v in data["kBigFive"].items() if int(v, 16) < 0xC940}
    return {c for c in chars if len(c) == 1 and ord(c) < 0x20000}


def mandarin(data: Unihan, char: str) -> list[str]:
    """Toneless pinyin readings, the most frequent first."""
    count: Counter[str] = Counter()
    for reading, times in re.findall(r"(\S+?)\((\d+)\)", data["kHanyuPinlu"].get(char, "")):
        count[bare(reading)] += int(times) + 10
    for rank, reading in enumerate(data["kMandarin"].get(char, "").split()):
        count[bare(reading)] += 30 if rank == 0 else 5
    for field in ("kTGHZ2013", "kXHC1983"):
        for reading in re.findall(r":([^\s:]+)", data[field].get(char, "")):
            for each in reading.split(","):
                count[bare(each)] += 3
    if not count:
        for reading in re.findall(r":([^\s:]+)", data["kHanyuPinyin"].get(char, "")):
            count.update(map(bare, reading.split(",")))
    return [each for each, _ in count.most_common(3) if each and each.isalpha()]


def cantonese(data: Unihan, char: str) -> list[str]:
    return re.sub(r"\d", "", data["kCantonese"].get(char, "")).split()


def vietnamese(data: Unihan, char: str) -> list[str]:
    return [bare(each) for each in data["kVietnamese"].get(char, "").split()]


def korean(data: Unihan, char: str) -> list[str]:
    ranked = sorted(data["kHangul"].get(char, "").split(), key=lambda each: ("E" not in each, "N" not in each))
    return [unicodedata.normalize("NFC", each.split(":")[0]) for each in ranked]


def japanese(data: Unihan, char: str) -> list[str]:
    if char not in data["kJoyoKanji"] and char not in data["kJinmeiyoKanji"]:
        return []
    return [each.lower() for each in data["kJapaneseOn"].get(char, "").split()]


def merged(lists: Iterable[list[str]], most: int) -> list[str]:
    """Readings of a character and of its other forms, by rank and by how many forms share them."""
    score: Counter[str] = Counter()
    for each in lists:
        for rank, reading in enumerate(each):
            score[reading] += 12 // (rank + 1)
    return [reading for reading, _ in score.most_common(most)]


# Readings of each language, and how many of them are kept.
FIELDS = ((mandarin, 3), (cantonese, 2), (vietnamese, 2), (korean, 2), (japanese, 2))


def han_rows(data: Unihan, forms: dict[str, str]) -> list[list[str]]:
    """character · mandarin · cantonese · vietnamese · hangul · on, for each canonical character."""
    groups: dict[str, list[str]] = defaultdict(list)
    for char in sorted(used(data)):
        end = forms.get(char, char)
        if not groups[end]:
            groups[end].append(end)
        if char != end:
            groups[end].append(char)
    for char, end in forms.items():
        if end in groups and char not in groups[end] and ord(char) < 0x20000:
            groups[end].append(char)
    made = []
    for end, chars in sorted(groups.items()):
        of = [merged((field(data, char) for char in chars), most) for field, most in FIELDS]
        if of[0]:
            made.append([end, *(" ".join(each) for each in of)])
    return made


def mend(made: list[list[str]]) -> None:
    """Fill a character's missing Cantonese, Vietnamese, hangul from characters that sound alike elsewhere.

    Readings of the four languages descend from one; characters that share two of them mostly share the rest.
    """
    for column, witnesses in ((2, (1, 4)), (4, (1, 2)), (3, (1, 2, 4)), (3, (1, 4)), (3, (1, 2))):
        votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for row in made:
            if row[column]:
                votes[_signature(row, witnesses)][row[column].split()[0]] += 1
        for row in made:
            signature = _signature(row, witnesses)
            best = votes[signature].most_common(1) if all(signature) else []
            if best and not row[column]:
                row[column] = best[0][0]
            elif best and column == 3 and best[0][1] > 2 and best[0][0] not in row[column].split():
                row[column] += " " + best[0][0]  # Unihan often gives only the native (Nôm) reading


def _with_hand_written(made: list[list[str]]) -> None:
    better = {row[0]: row[1] for row in rows("vietnamese.tsv")}
    for row in made:
        if row[0] in better:
            row[3] = " ".join(dict.fromkeys([better[row[0]], *row[3].split()]))


def _signature(row: list[str], columns: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(row[column].split(" ")[0] for column in columns)


def frequency(data: Unihan) -> Counter[str]:
    """How much a simplified character counts among the characters of names."""
    weight: Counter[str] = Counter()
    for char in han_characters():
        weight[char] = 1 + (char in data["kHanyuPinlu"]) + (char in data["kGradeLevel"]) * 2
    for row in rows("given.tsv"):
        if row[0].startswith("tier"):
            for char in set(simplify(row[1])):
                weight[char] += int(row[0].removeprefix("tier "))
    for name, surname in surnames().items():
        if len(name) == 1:
            weight[name] += surname.weight // 2
    return weight


def pinyin_rows(data: Unihan) -> list[str]:
    """Pinyin syllable and its weight, in the order of the alphabet."""
    weight: Counter[str] = Counter()
    for char, count in frequency(data).items():
        first, *others = base_readings(char).mandarin or (surnames()[char].pinyin,)
        weight[first] += count
        weight.update(dict.fromkeys(others, 1))
    return [f"{syllable} {count}" for syllable, count in sorted(weight.items()) if syllable not in NO_NAMES]


def pivot_rows(data: Unihan) -> list[str]:
    """Latin syllable · weight · up to five pinyin syllables with their share in percent."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for char, count in frequency(data).items():
        pinyin = surnames()[char].pinyin if char in surnames() else base_readings(char).mandarin[0]
        for reading in han_readings(char):
            own = reading.spelling if reading.system == "pinyin" else pinyin
            found[reading.spelling][own.replace("v", "u")] += count * reading.weight**2
    return [_pivot_row(spelling, classes) for spelling, classes in sorted(found.items()) if sum(classes.values()) >= 8]


def _pivot_row(spelling: str, classes: dict[str, float]) -> str:
    total = sum(classes.values())
    ranked = sorted(((part, name) for name, part in classes.items()), reverse=True)
    shares = [(name, round(100 * part / total)) for part, name in ranked[:5]]
    return f"{spelling} {round(total)} " + " ".join(f"{name} {share}" for name, share in shares if share >= 5)


def write(name: str, fields: str, body: Iterable[str]) -> None:
    (TABLES / name).write_text(HEAD.format(fields=fields) + "\n".join(body) + "\n", "utf-8")


def main(folder: Path) -> None:
    data = Unihan(folder)
    forms = canonical(data)
    made = han_rows(data, forms)
    mend(made)
    _with_hand_written(made)
    kept = {row[0] for row in made}
    pairs = [char + end for char, end in sorted(forms.items()) if end in kept or end in data["kTGH"]]
    write(
        "variants.txt",
        "kSimplifiedVariant, kZVariant, kSemanticVariant, kJinmeiyoKanji",
        ("".join(pairs[i : i + 50]) for i in range(0, len(pairs), 50)),
    )
    write(
        "han.tsv",
        "kMandarin, kHanyuPinlu, kTGHZ2013, kXHC1983, kCantonese, kVietnamese, kHangul, kJapaneseOn",
        ("\t".join(row) for row in made),
    )
    write("sino_korean.txt", "kHangul", sorted({each for row in made for each in row[4].split()}))
    write("pinyin.txt", "kMandarin; with how usual its characters are in names", pinyin_rows(data))
    write("pivot.txt", "readings as in han.tsv, with surnames.tsv, given.tsv and hangul.tsv", pivot_rows(data))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("/usr/share/unicode"))
