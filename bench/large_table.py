"""Write a large table of made names: `python bench/large_table.py table.jsonl --aliases 1000000 --entities 300000`.

Institutions, people, places and companies as a registry has them, in twelve languages: real places, forenames and words
of the project's tables, put together by templates; own words are made of forenames and the endings of surnames and
villages.  The same seed gives the same file.  As in most registries, the ids come in no order.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polyonym.bench import made_words
from polyonym.engine.sinitic.readings import surnames
from polyonym.engine.sinitic.spelling import mandarin

Names = list[tuple[str, str | None, str]]
SEED = 6
SOURCES = ("Register of Institutions 2024", "National Bibliography", "Survey 2019-04, sheet 3", None, None)


class Maker:
    """Names of entities, each as what every language calls it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.places, self.templates, self.endings = made_words.places(), made_words.templates(), made_words.endings()
        self.words = {lang: made_words.words(lang) for lang in self.templates}
        self.kinds, self.fields = made_words.concepts("kind"), made_words.concepts("field")
        self.latin, self.cyrillic = zip(*made_words.forenames(), strict=True)
        self.given, self.surnames = made_words.given_characters(), list(surnames())

    def own(self) -> tuple[str, str]:
        """A surname, a village or a brand that nobody has, in Latin and Cyrillic letters."""
        pick, at = self.random.choice, self.random.randrange(len(self.latin))
        latin, cyrillic = pick(self.endings)
        front, back = pick(self.latin[at]).rstrip("aeiouy"), pick(self.cyrillic[at]).rstrip("аеёийоуыьюя")
        return (front + latin).title(), (back + cyrillic).title()

    def institution(self) -> tuple[str, str | None, str | None, Names]:
        """Kind, country, city and names of one."""
        country, city, names = self.random.choice(self.places)
        own, number = self.own(), self.random.randrange(1, 300)
        kind, field, other = (self.random.choice(each) for each in (self.kinds, self.fields, self.fields))
        found: Names = []
        for lang, templates in self.templates.items():
            words, ours = self.words[lang], own[lang in ("ru", "uk", "kk")]
            there = lang in names or lang in ("de", "fr", "es", "it", "pt", "en")
            if not there or kind not in words or field not in words or other not in words:
                continue
            if lang in ("zh", "ja"):
                ours = "".join(self.random.choices(self.given, k=2))
            values = {"p": names.get(lang, city), "k": words[kind], "f": words[field], "g": words[other]}
            text = self.random.choice(templates).format(**values, o=ours, n=number)
            found.append((text[0].upper() + text[1:], lang, "translation" if found else "official"))
        letters = "".join(word[0] for word in found[0][0].split() if word[0].isupper())
        return "organization", country, city, [*found, (letters + own[0][:1], None, "acronym")]

    def person(self) -> tuple[str, str | None, str | None, Names]:
        """The same of a person; a third are Chinese."""
        country, city, _ = self.random.choice(self.places)
        if self.random.random() < 1 / 3:
            surname, given = self.random.choice(self.surnames), self.random.choices(self.given, k=2)
            first, last = "".join(map(mandarin, given)).title(), "".join(map(mandarin, surname)).title()
            cyrillic: Names = []
            han: Names = [(surname + "".join(given), "zh", "official")]
        else:
            at, (last, back) = self.random.randrange(len(self.latin)), self.own()
            first, front = self.random.choice(self.latin[at]).title(), self.random.choice(self.cyrillic[at]).title()
            initial = self.random.choice("АВДИКМНПС")
            cyrillic = [(f"{front} {back}", "ru", "transliteration"), (f"{back} {front[0]}. {initial}.", "ru", "short")]
            cyrillic, han = [*cyrillic, (f"{back}, {front}", None, "variant")], []
        latin = [(f"{first} {last}", "en", "official"), (f"{last}, {first}", None, "variant")]
        return "person", country, city, [*latin, *han, *cyrillic, (f"{first[0]}. {last}", None, "short")]

    def place(self) -> tuple[str, str | None, str | None, Names]:
        """The same of a village."""
        country, city, names = self.random.choice(self.places)
        own, part = self.own(), self.random.choice(("Upper ", "New ", "San ", "Lower ", "", "", "Old ", "Al-"))
        second = self.own()
        found = [(f"{part}{own[0]}", "en", "official"), (f"{own[1]} ({names.get('ru', city)})", "ru", "translation")]
        found += [(f"{own[0]}-{second[0]}", "de", "variant"), (f"{own[1]}-{second[1]}", "uk", "variant")]
        return "place", country, city, [*found, (second[0], None, "former")]

    def rows(self, aliases: int, entities: int) -> Iterator[dict[str, Any]]:
        """All rows; their aliases are as many as asked for, give or take a few in a thousand."""
        made, kinds, width = 0, (self.institution, self.institution, self.institution, self.person, self.place), 36**6
        for number in range(entities):
            kind, country, city, names = self.random.choice(kinds)()
            wanted = (aliases - made) / (entities - number)
            count = min(len(names), max(1, round(self.random.gauss(wanted, 1.2))))
            chosen = [names[0], *self.random.sample(names[1:], count - 1)]
            made += count
            id_ = f"big:{_digits(number * 1_000_003_579 % width)}"
            row: dict[str, Any] = {"id": id_, "kind": kind, "name": chosen[0][0], "country": country, "city": city}
            yield row | {"aliases": [self.alias(*each) for each in chosen]}

    def alias(self, text: str, lang: str | None, kind: str) -> dict[str, Any]:
        """The row of a name; some have a source, former ones a year."""
        source, row = self.random.choice(SOURCES), {"text": text, "lang": lang, "kind": kind}
        years = {"until": str(self.random.randrange(1900, 2020))} if kind == "former" else {}
        return row | years | ({"source": source} if source else {})


def _digits(number: int) -> str:
    letters = ""
    for _ in range(6):
        number, rest = divmod(number, 36)
        letters = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + letters
    return letters


def write(path: Path, aliases: int, entities: int, seed: int = SEED) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8") as file:
        for row in Maker(seed).rows(aliases, entities):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Read the options and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--aliases", type=int, default=1_000_000)
    parser.add_argument("--entities", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    write(options.output, options.aliases, options.entities, options.seed)


if __name__ == "__main__":
    main()
