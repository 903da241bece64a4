"""Files of entities in any format, read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from polyonym.aliases.formats import delimited, entity_jsonl, entity_text
from polyonym.aliases.formats.detect import Format, detected
from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.sources import Opened, Source, sources_of
from polyonym.aliases.model import Entity
from polyonym.aliases.records import checked
from polyonym.aliases.registries import followthemoney, geonames, ror, skos_graph, skos_xml, wikidata
from polyonym.base.errors import InputError
from polyonym.base.files import STANDARD, text_output

_OF_GEONAMES = (Format.GEONAMES, Format.GEONAMES_NAMES)
Paths = str | Path | Sequence[str | Path]


def read_entities(
    paths: Paths,
    format: Format | str | None = None,  # noqa: A002 - what the option is called everywhere
    *,
    problems: Problems | None = None,
) -> Iterator[Entity]:
    """The entities of a file, of several, or of a folder's files, in the format found by content.

    `-` is standard input. GeoNames' places and alternate names are put together where both are given.
    Each row that can't be used goes to `problems` and the rest goes on; without `problems` BadRowsError is
    raised at the end, so that who takes all or nothing takes nothing. Raises InputError where a
    whole file can't be used.
    """
    found = Problems() if problems is None else problems
    listed = [paths] if isinstance(paths, str | Path) else paths
    sources = [source for path in listed for source in sources_of(path)]
    given = Format(format) if format else None
    yield from _several(sources, given, found) if len(sources) > 1 else _one(sources[0], given, found)
    if problems is None:
        found.refuse()


def _one(source: Source, given: Format | None, problems: Problems) -> Iterator[Entity]:
    with source.open(problems) as opened:
        format_ = given or detected(opened)
        yield from _some(_parse(format_, opened, problems), opened.name, format_, problems)


def _some(entities: Iterator[Entity], file: str, format_: Format, problems: Problems) -> Iterator[Entity]:
    """The entities; where there was neither one nor anything to say of the file, it isn't what it was taken for."""
    said = problems.count + len(problems.notes)
    if (first := next(entities, None)) is not None:
        yield first
        yield from entities
    elif said == problems.count + len(problems.notes):
        problems.add(InputError(f"holds no {_HELD.get(format_, 'entities')}", file=file))


_HELD = {
    Format.ROR: "organisations", Format.GEONAMES: "places", Format.GEONAMES_NAMES: "names of places",
    Format.SKOS_XML: "concepts", Format.SKOS_TURTLE: "concepts", Format.SKOS_JSON: "concepts",
}  # fmt: skip


def _several(sources: list[Source], given: Format | None, problems: Problems) -> Iterator[Entity]:
    formats = {source: given or _format_of(source) for source in sources}
    for source in sources:
        if formats[source] not in _OF_GEONAMES:
            yield from _one(source, formats[source], problems)
    places, names = ([each for each in sources if formats[each] is one] for one in _OF_GEONAMES)
    if places or names:
        both = geonames.parse(_opened(places, problems), _opened(names, problems))
        format_ = Format.GEONAMES if places else Format.GEONAMES_NAMES
        yield from _some(both, (places or names)[0].name, format_, problems)


def _format_of(source: Source) -> Format | None:
    if str(source.path) == STANDARD or not Path(source.path).is_file():
        return None  # standard input and pipes can be read only once
    with source.open() as opened:
        return detected(opened)


def _opened(sources: Iterable[Source], problems: Problems) -> Iterator[tuple[Opened, Problems]]:
    for source in sources:
        with ExitStack() as stack:
            yield stack.enter_context(source.open(problems)), problems


def _parse(format_: Format, source: Opened, problems: Problems) -> Iterator[Entity]:
    match format_:
        case Format.TEXT:
            return entity_text.parse(source.lines(), source.name, problems)
        case Format.JSONL:
            return entity_jsonl.parse(source.lines(), source.name, problems)
        case Format.CSV | Format.TSV:
            return delimited.parse(source.lines(), source.name, problems)
        case Format.ROR:
            return ror.parse(source, problems)
        case Format.WIKIDATA:
            return wikidata.parse(source, problems)
        case Format.GEONAMES:
            return geonames.parse([(source, problems)], [])
        case Format.GEONAMES_NAMES:
            return geonames.parse([], [(source, problems)])
        case Format.FOLLOW_THE_MONEY:
            return followthemoney.parse(source, problems)
        case Format.SKOS_XML:
            return skos_xml.parse(source, problems)
        case Format.SKOS_TURTLE:
            return skos_graph.parse(source, problems, "turtle")
        case Format.SKOS_JSON:
            return skos_graph.parse(source, problems, "json-ld")


def write_entities(entities: Iterable[Entity], path: str | Path, format: Format | str) -> None:  # noqa: A002 - what the option is called everywhere
    """Write entities, each id once and in order of id as a table gives them, all or nothing.

    `-` is standard output. Raises ValueError where they are out of order (`merging.gather` helps)
    or hold what no format can, or where the format is one that is only read; InputError where the file
    can't be written.
    """
    rows, chosen = _in_order(entities), Format(format)
    with text_output(path) as handle:
        match chosen:
            case Format.TEXT:
                entity_text.write(rows, handle)
            case Format.JSONL:
                entity_jsonl.write(rows, handle)
            case Format.CSV:
                delimited.write(rows, handle)
            case Format.TSV:
                delimited.write(rows, handle, "\t")
            case _:
                raise ValueError(f"{chosen} is only read, not written")


def _in_order(entities: Iterable[Entity]) -> Iterator[Entity]:
    last = ""
    for entity in entities:
        if entity.id <= last:
            raise ValueError(f"{entity.id} comes after {last}: entities must be in order, each once")
        last = entity.id
        yield checked(entity)
