"""Places that no table lists, told by a generic word: Phu Tan city, г. Жодино, tỉnh Quảng Ninh, Baker Street.

What only says what a listed place is ("Liaoning province") makes no other name of it; a street or a river that
has its name is another place.
"""

from __future__ import annotations

from collections.abc import Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.tagging.clues import GENERIC
from polyonym.engine.tagging.cyrillic_institutions import is_relational
from polyonym.engine.tagging.roles import phrase_ending
from polyonym.engine.tagging.scene import Found, Scene

_MOST = 3
_SCORE = 0.85
_ABBREVIATED = frozenset(("г", "м", "гр", "tp", "ул", "вул", "бул", "кв", "ul", "al", "с", "пгт", "смт"))
_CLUBS = frozenset(("city", "county", "town"))
"""Written with a capital these also end the names of clubs."""
_CAPITAL_TOO = frozenset(("vi", "de", "en", "fr", "es", "pt", "it", "ca", "gl"))
_PLURALS = ("ах", "ях", "ами", "ями", "ach", "ami", "ich", "ah")
_GAPS = (" ", "-", "\u00a0")


def generic_places(scene: Scene) -> Iterator[Found]:
    """The places of a text that a generic word tells, in order."""
    for i in scene.ending(GENERIC):
        found = phrase_ending(scene.words, i, scene.vocabulary.places, scene.vocabulary.place_ends)
        if found is None or scene.is_place(i):
            continue
        first, order = found
        own = order.endswith("-own")
        extent = _before(scene, first, i, own=own) if order.startswith("after") else None
        if order.startswith("before") or (extent is None and not order.endswith("-only") and _is_both(scene)):
            extent = _after(scene, first, i, own=own)
        if extent is not None and not scene.is_listed(*extent):
            shown = scene.text[scene.tokens.starts[first] : scene.tokens.ends[i]]
            yield Found(*extent, EntityKind.PLACE, _SCORE, f"a name beside “{shown}”")


def _is_both(scene: Scene) -> bool:
    """Whether generic words stand before names as well as behind adjectives: улица Ленина, Советская улица."""
    return scene.vocabulary.order.order == "slavic" and scene.lang != "kk"


def _is_part(scene: Scene, i: int, *, own: bool) -> bool:
    return scene.is_name_token(i) or (own and scene.is_place(i) and scene.capital(i))


def _before(scene: Scene, first: int, last: int, *, own: bool) -> tuple[int, int] | None:
    if (scene.words[last] in _CLUBS and scene.capital(last)) or scene.is_headline(last):
        return None
    if scene.joined(last) and scene.capital(last + 1):
        return None
    start = first
    while first - start < _MOST and scene.gap(start - 1) in _GAPS and _is_part(scene, start - 1, own=own):
        if scene.tokens.texts[start - 1].endswith("'s"):
            break
        start -= 1
    if start == first or (scene.joined(start - 1) and scene.capital(start - 1)):
        return None
    if _is_both(scene) and not (start == first - 1 and is_relational(scene, start)):
        return None
    if scene.lang == "en" and own and not _is_placed(scene, start, first, last):
        return None
    alone_at_start = start == first - 1 and scene.opens_sentence(start)
    return None if alone_at_start and scene.lang not in ("kk",) else (start, last)


def _is_placed(scene: Scene, start: int, first: int, last: int) -> bool:
    """Whether an English name that may be a person's (Veronica Lake) stands behind a word that places follow."""
    if not all(scene.capital(i) for i in range(first, last + 1)):
        return False
    if start < first - 1 and any(map(scene.vocabulary.is_field, scene.words[start:first])):
        return True  # Hai Chau Mining Park
    return scene.joined(start - 1) and scene.words[start - 1] in scene.vocabulary.beside_places


def _after(scene: Scene, first: int, last: int, *, own: bool) -> tuple[int, int] | None:
    dotted = scene.gap(last) in (". ", ".", ".\u00a0")
    if (scene.words[last] in _ABBREVIATED) != dotted or (not dotted and not scene.joined(last)):
        return None
    if dotted and scene.tokens.texts[first - 1][-1:].isdigit():
        return None  # 2019 г.
    if not _may_open(scene, first, last, dotted=dotted):
        return None
    begin = _past_of(scene, last)
    end = begin
    while end - begin < _MOST and (end == begin or scene.joined(end)) and _is_part(scene, end + 1, own=own):
        end += 1
    if end == begin or (end - begin >= _MOST and scene.lang != "vi") or _is_plural(scene, last):
        return None
    end = _past_small(scene, end)
    return None if scene.gap(end) == "-" or (scene.joined(end) and scene.capital(end + 1)) else (first, end)


def _past_small(scene: Scene, end: int) -> int:
    """Past small words inside a name of a place: Champigny-sur-Marne, Campobello di Mazara."""
    while scene.joined(end) and scene.joined(end + 1) and not scene.capital(end + 1) and scene.capital(end + 2):
        hyphens = scene.gap(end) == scene.gap(end + 1) == "-"
        if not (hyphens or scene.words[end + 1] in scene.vocabulary.inside) or scene.is_taken(end + 2):
            break
        end += 2
    return end


def _is_plural(scene: Scene, i: int) -> bool:
    """Whether a Slavic generic word is a plural, by its ending: в городах Равалпинди и Лахор."""
    return scene.vocabulary.order.order in ("slavic", "first") and scene.tokens.texts[i].endswith(_PLURALS)


def _may_open(scene: Scene, first: int, last: int, *, dotted: bool) -> bool:
    if scene.opens_sentence(first) and dotted:
        return False
    if scene.lang == "en":
        return scene.capital(last) or first < last  # Lake Victoria; the village of Kibera
    if scene.vocabulary.order.telling or not scene.capital(last):
        return scene.lang == "vi" or not scene.is_headline(first)
    return scene.lang in _CAPITAL_TOO and not scene.opens_sentence(first) and not scene.is_headline(first)


def _past_of(scene: Scene, last: int) -> int:
    """The last token of "of" and an article behind a generic word: rue de la Paix."""
    if scene.lang not in ("fr", "es", "pt", "it", "ca", "gl", "el"):
        return last
    at = last
    for words in (scene.vocabulary.of, scene.vocabulary.articles):
        if at + 1 < len(scene.words) and scene.words[at + 1] in words and scene.joined(at + 1):
            at += 1
    return at
