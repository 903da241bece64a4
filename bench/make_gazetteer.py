"""Writes engine/institutions/tables/gazetteer.tsv from the places of the bundled tables and the tables beside it.

    python bench/make_gazetteer.py

Same tables, same bytes.  `place_names.txt` and `place_cities.txt` add places and names, `adjectives.tsv` what
no rule forms, `place_words.txt` lists the names that are common words or surnames, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from polyonym.aliases.bundled import bundled_entities
from polyonym.engine.institutions.place_forms import part, stems_of_name
from polyonym.engine.institutions.words import bare, words
from polyonym.engine.text.fold import fold

TABLES = Path(__file__).resolve().parent.parent / "engine" / "institutions" / "tables"
TARGET = TABLES / "gazetteer.tsv"
HEADER = "# The gazetteer, by bench/make_gazetteer.py from the bundled tables and the tables of places beside it."

GENERIC = re.compile(
    r" (?:Region|Oblast|Krai|Province|Territory|Prefecture|State|Municipality|Autonomous Region|City|Voblasts?)$"
    r"|^(?:Republic of|Province of|State of|City of|Область|Республика|Рэспубліка|Obwód|Região de|Tỉnh|Thành phố) "
    r"| (?:область|край|вобласць|облысы|қаласы|Republic|provinsiyasi|viloyati|tỉnh)$|^(?:г\.|город) "
)
HAN_GENERIC = re.compile("(?:省|市|州|县|縣|自治区|特别行政区|都|府|県|시|도)$")
_SMALL = "de do da dos das del des du of the and e y et di van la le el los las a"
SMALL = frozenset(_SMALL.split(" "))
"""Words that a reading of an institution's name leaves out, so that the gazetteer has names without them, too."""
KINDS = ("country", "city", "region", "area")
"""In the order in which a name that several have lists them."""
REGION = re.compile(r"Region|Oblast|Krai|Province|Republic|Prefecture|省|自治区|область$")


@dataclass
class Entry:
    """One place with its names, `~` after those that are stems."""

    slug: str
    kind: str
    country: str
    parents: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def slug_of(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", fold(name).text.replace("'", "")).strip("-")


def bundled() -> dict[str, Entry]:
    """The places of the bundled tables, the country codes of which say what is a country."""
    found: dict[str, Entry] = {}
    for entity in bundled_entities():
        if entity.kind != "place":
            continue
        texts = [alias.text for alias in entity.aliases if alias.kind != "acronym" or len(alias.text) > 2]
        parents = [target.removeprefix("place:") for target in [entity.part_of] if target]
        slug = entity.id.removeprefix("place:")
        names = list(dict.fromkeys([entity.name, *texts]))
        kind = "region" if any(map(REGION.search, names)) else "city"
        found[slug] = Entry(slug, kind if parents else "country", entity.country or "", parents, names)
    return found


def lines(name: str) -> Iterator[str]:
    text = (TABLES / name).read_text("utf-8")
    return (line for line in text.splitlines() if line and line[0] != "#")


def add(found: dict[str, Entry], table: str) -> None:
    """The places of a table of our own: `[kind country parent]`, then a place on each line."""
    kind = country = parent = ""
    for line in lines(table):
        if line[0] == "[":
            kind, country, parent = ((*line.strip("[]").split(" ", 2), "", ""))[:3]
            continue
        names = line.split("; ")
        entry = merged(found, names[0], kind, country)
        above = slug_of(parent) if parent else country_slug(found, country)
        if above and above not in entry.parents and above != entry.slug:
            entry.parents.append(above)
        entry.names.extend(names)


def country_slug(found: dict[str, Entry], code: str) -> str:
    return next((each.slug for each in found.values() if each.kind == "country" and each.country == code), "")


def merged(found: dict[str, Entry], name: str, kind: str, country: str) -> Entry:
    """The place of this name, kind and country that is known, or a new one."""
    plain = slug_of(name)
    for slug in (plain, f"{plain}-{country.lower()}", f"{plain}-{'state' if kind == 'region' else kind}"):
        entry = found.get(slug)
        if entry is None:
            return found.setdefault(slug, Entry(slug, kind, country))
        if entry.country == country and (entry.kind == kind or plain in ("singapore",)):
            return entry
    raise ValueError(f"no id is left for {name}, {kind} in {country}")


def adjectives(found: dict[str, Entry]) -> None:
    for line in lines("adjectives.tsv"):
        slug, forms = line.split("\t")
        found[slug].names.extend(forms.split("; "))


def shapes(name: str) -> Iterator[str]:
    """A name, and without the words that say what kind of place it is."""
    yield name
    short = GENERIC.sub("", name)
    han = HAN_GENERIC.sub("", name)
    if short != name and len(short) > 2:
        yield short
    if han != name and len(han) > 1:
        yield han


class Index:
    """Keys of one part of the table with the numbers of the places."""

    def __init__(self) -> None:
        self.rows: dict[str, list[int]] = {}

    def add(self, key: str, number: int) -> None:
        numbers = self.rows.setdefault(key, [])
        if number not in numbers:
            numbers.append(number)

    def lines(self, unsure: Iterable[str]) -> Iterator[str]:
        for key, numbers in sorted(self.rows.items()):
            mark = "?" if key in unsure or ("a" <= key[0] <= "z" and len(key) < 4) else ""
            yield f"{key}\t{mark if numbers else ''}{' '.join(map(str, numbers))}"


def index(entries: Iterable[Entry]) -> tuple[Index, Index, Index]:
    names, stems, phrases = Index(), Index(), Index()
    for number, entry in enumerate(entries):
        for name in entry.names:
            for shape in shapes(name):
                put(shape, number, names, stems, phrases)
    return names, stems, phrases


def put(name: str, number: int, names: Index, stems: Index, phrases: Index) -> None:
    row = [text for text, _, _ in words(fold(name.rstrip("~")).text)]
    if name.endswith("~"):
        stems.add(row[0], number)
    elif len(row) == 1 and len(row[0]) > 1:
        one(row[0], number, names, stems)
    elif 1 < len(row) < 7:
        head = " ".join(map(part, row[:-1]))
        for tail in dict.fromkeys([part(row[-1]), *stems_of_name(row[-1])]):
            phrases.add(f"{head} {tail}", number)
        bare_row = [word for word in row if word not in SMALL]
        if 1 < len(bare_row) < len(row):
            put(" ".join(bare_row), number, names, stems, phrases)
        if len(row) < 4 and "a" <= row[0][0] <= "z" and sum(map(len, row)) > 4:
            names.add("".join(row), number)


def one(text: str, number: int, names: Index, stems: Index) -> None:
    names.add(text, number)
    plain = bare(text).replace("'", "")
    if plain != text and len(plain) > 1:
        names.add(plain, number)
    if plain and (plain[0] < "\u0780" or "\u10a0" <= plain[0] < "\u1100"):
        for found in stems_of_name(plain):
            if len(found) > 2:
                stems.add(found, number)


def main() -> None:
    found = bundled()
    add(found, "place_names.txt")
    add(found, "place_cities.txt")
    adjectives(found)
    marked = fold(" ".join(lines("place_words.txt"))).text.split()
    unsure = {word for word in marked if word[0] != "!"}
    # a Latin ending makes a common word of a common word: nice, nicer
    unsure.update(each for word in [*unsure] if "a" <= word[0] <= "z" for each in stems_of_name(word))
    for entry in found.values():
        entry.parents = [parent for parent in entry.parents if parent in found]
    order = sorted(found.values(), key=lambda each: (KINDS.index(each.kind), each.slug))
    head = [HEADER, *("\t".join((e.slug, e.kind, e.country, " ".join(e.parents))) for e in order)]
    indexes = index(order)
    indexes[0].rows.update((word[1:], []) for word in marked if word[0] == "!")
    parts = ["\n".join(head), *("\n".join(part.lines(unsure)) for part in indexes)]
    TARGET.write_text("\n\n".join(parts) + "\n", "utf-8")


if __name__ == "__main__":
    main()
