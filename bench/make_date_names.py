"""Writes engine/reading/tables/date_names.txt: months and weekdays of CLDR, by way of `babel`.

    python bench/make_date_names.py

`babel` comes with trafilatura. Months that CLDR spells with a number ("Tháng 11", "11月") are left
out: the patterns of engine/reading/dates.py read those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import babel

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "engine" / "reading" / "tables" / "date_names.txt"
LANGUAGES = """
    en ru be uk kk vi zh bg ky uz uz-Cyrl tg mn sr mk sr-Latn pl cs sk sl hr de fr es pt it ro nl sv da nb
    fi et lv lt hu tr az el sq id ms ar fa ur he hi bn ta th ja ko ka hy sw
"""
HAND = {
    ("weekday", "zh", 0): ["礼拜一"], ("weekday", "zh", 1): ["礼拜二"], ("weekday", "zh", 2): ["礼拜三"],
    ("weekday", "zh", 3): ["礼拜四"], ("weekday", "zh", 4): ["礼拜五"], ("weekday", "zh", 5): ["礼拜六"],
    ("weekday", "zh", 6): ["礼拜天"], ("month", "en", 9): ["sept"],
}  # fmt: skip


def names(kind: str, lang: str, number: int, tables: Iterable[dict[int, str]]) -> list[str]:
    """All names of one month or weekday, without case, full stops and doubles."""
    found = [table[number].casefold().strip(".") for table in tables] + HAND.get((kind, lang, number), [])
    return [name for name in dict.fromkeys(found) if len(name) > 1 and not any(c.isdigit() for c in name)]


def rows() -> Iterator[str]:
    for lang in LANGUAGES.split():
        locale = babel.Locale.parse(lang, sep="-")
        for kind, source, numbers in (
            ("month", locale.months, range(1, 13)),
            ("weekday", locale.days, range(7)),
        ):
            uses = [source[use] for use in ("format", "stand-alone")]
            tables = [use[width] for use in uses for width in ("wide", "abbreviated")]
            for number in numbers:
                if written := names(kind, lang, number, tables):
                    yield "\t".join([kind, str(number), lang, "|".join(written)])


def main() -> None:
    head = [
        f"# Source: Unicode CLDR as babel {babel.__version__} carries it, by bench/make_date_names.py.",
        "# © Unicode, Inc.; licence: https://www.unicode.org/license.txt",
        "# A line is: month (1–12) or weekday (0 = Monday), language, names without case. Of two languages",
        "# that give a word different numbers (Polish listopada 11, Croatian 10) the earlier line counts.",
    ]
    TARGET.write_text("\n".join([*head, *rows()]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
