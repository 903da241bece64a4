"""Why a name matched, as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from polyonym.aliases.model import Alias, AliasKind
from polyonym.engine.institutions.places import same_place
from polyonym.engine.knowledge import SOURCE
from polyonym.engine.matching.align import Alignment, Pair
from polyonym.engine.names.forenames import described
from polyonym.engine.text.fold import key

_KIND = {
    AliasKind.OFFICIAL: "official name",
    AliasKind.TRANSLATION: "translated name",
    AliasKind.TRANSLITERATION: "transliterated name",
    AliasKind.ACRONYM: "acronym",
    AliasKind.SHORT: "short name",
    AliasKind.FORMER: "former name",
    AliasKind.VARIANT: "listed name",
    AliasKind.GARBLE: "known garbled form",
}


@lru_cache(maxsize=1 << 15)
def describe(text: str, alias: Alias) -> str:
    """One sentence for an alias met in running text, inflected perhaps."""
    if key(alias.text) == key(text):
        return _listed(alias)
    return f"{_listed(alias)}, here «{text}»"


def _listed(alias: Alias) -> str:
    about = ", ".join(filter(None, (alias.lang, alias.period)))
    known = f"{_KIND[alias.kind]} «{alias.text}»" + (f" ({about})" if about else "")
    return f"{known}, lent by the bundled tables" if alias.source == SOURCE else known


def reason(text: str, alias: Alias, alignment: Alignment) -> str:
    """One sentence: which alias was met, and what had to be read otherwise to meet it."""
    listed = _listed(alias)
    if alias.text == text:
        return f"{listed}, as written"
    if key(alias.text) == key(text):
        return f"{listed}, but for case, marks or width"
    how = how_alike(alignment)
    alone = len(alignment.pairs) < alignment.parts_right and alignment.read is None and not alignment.lacking
    return listed + (f": {how}" if how else "") + ("; other parts have no counterpart" if alone else "")


def how_alike(alignment: Alignment) -> str:
    """What of two names had to be read otherwise to meet, nothing where all is the same."""
    if alignment.read is not None:
        return alignment.read.reason
    read = alignment.words_read.reason if alignment.words_read is not None else ""
    unlike = [pair for pair in alignment.pairs if pair.left.text != pair.right.text]
    heard = ", ".join(_reading(pair) for pair in unlike if pair.meant is None)
    missed = alignment.lacking if not alignment.stands else ()
    lacking = f"nothing stands for {' and '.join(missed)}" if missed else ""
    seated = f"{' and '.join(alignment.seated)}: it lies there" if alignment.seated else ""
    return "; ".join(filter(None, (alignment.stands, read, heard, *_meanings(unlike), seated, lacking)))


def _meanings(pairs: Sequence[Pair]) -> Iterator[str]:
    """What words for concepts mean, and by which table."""
    same = [f"{pair.left.text} = {pair.right.text}" for pair in pairs if pair.meant and pair.meant[0] == pair.meant[1]]
    kin = [f"{pair.left.text} for {pair.right.text}" for pair in pairs if pair.meant and pair.meant[0] != pair.meant[1]]
    yield f"{', '.join(same)} (table of concepts)" if same else ""
    yield f"{', '.join(kin)} (table of kin)" if kin else ""


def _reading(pair: Pair) -> str:
    left, right = pair.left, pair.right
    if left.is_initial or right.is_initial:
        return (
            f"{left.text} as initial of {right.text}" if left.is_initial else f"{right.text} as initial of {left.text}"
        )
    if left.places and right.places and same_place(left.places, right.places):
        return f"{left.text} = {right.text} (gazetteer)"
    if (related := described(left.text, right.text)) is not None:
        return related
    if set(left.fine) & set(right.fine):
        return f"{left.text} sounds like {right.text}"
    return f"{left.text} is near {right.text} ({pair.alike:.2f})"
