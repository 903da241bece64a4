"""Which listed names that stand inside a query are meant, and which are parts of names that no table lists.

A spotter finds every form that a listed name might have, for an article whose other words then decide.  A query
has no others: Jianguo in «Wang Jianguo» is no form of Jiangsu, nor Dalia in «Dalia Kerbel» one of Dali.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polyonym.aliases.model import EntityKind
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.names.forenames import names as forenames_of
from polyonym.engine.searching.unlisted import institution, name_runs
from polyonym.engine.tagging.spans import Span
from polyonym.engine.tagging.vocabulary import INFLECTED
from polyonym.engine.text.fold import key
from polyonym.engine.text.letters import side_of
from polyonym.engine.text.tokens import Tokens

Run = tuple[int, int]
"""The first token of some, and the one after the last."""

_POSSESSIVE = 0.98
"""What forms fit that any language may have: Minsk's."""
_INFLECTED = 0.95
"""What forms fit that only languages with cases have."""
_LEAST_WORTH = 0.6
"""A listed name that is worth less is hardly ever meant by itself: Man, for the Isle of Man."""
_SURE = 0.8
_MOST_RESOLVED = 16
"""So many doubtful forms of a query are looked at closely; of what is longer than anyone types, the others go."""


def run_of(span: Span, found: Tokens) -> Run:
    """The tokens of a span."""
    return found.starts.index(span.start), found.ends.index(span.end) + 1


def meant_spans(text: str, found: Tokens, spans: Iterable[Span], resolver: Resolver) -> list[Span]:
    """The spans of a query that mean listed names; `text` is the query as typed, with the offsets of `found`."""
    kept, asked = [], 0
    for span in spans:
        surface = text[span.start : span.end]
        sure = _is_sure(span, surface, resolver)
        if sure is None and asked < _MOST_RESOLVED:
            asked += 1
            sure = _is_resolved(span, surface, resolver)
        if sure:
            kept.append(span)
    return kept


def _is_sure(span: Span, surface: str, resolver: Resolver) -> bool | None:
    """Whether a span is meant, as far as its form alone tells; None where the resolver must be asked."""
    best = span.spelling.near[0]
    if "." in surface[:-1] and "." not in resolver.lexicon.alias(best.alias).text:
        return False  # initials: Д. Р., where д-р is listed
    if best.fit >= _POSSESSIVE:
        return best.worth >= _LEAST_WORTH or None
    if any(map(str.isspace, surface)):
        return True
    if forenames_of(key(surface)) or _is_surname(surface, resolver.lexicon.alias(best.alias).text):
        return False
    likely = [each for each in span.spelling.near if each.fit >= _INFLECTED]
    is_latin = side_of(surface[0]) == "L"
    return any(not is_latin or each.lang in INFLECTED for each in likely) or None


def _is_surname(form: str, name: str) -> bool:
    """Whether a form of a name is rather a Slavic surname made of it: Перов, which is no form of Перу."""
    bare = str(key(form))
    bare = bare[:-1] if bare.endswith(("a", "а")) else bare
    return bare.endswith(_OF_SURNAMES) and not key(name).startswith(bare)


_OF_SURNAMES = ("ов", "ев", "ov", "ev")


def _is_resolved(span: Span, surface: str, resolver: Resolver) -> bool:
    """Whether the resolver, asked for a surface alone, decides for an entity of its span.

    It abstains from inflected forms; of what may be one, the entity needs only be the likeliest by far.
    """
    owners = {each.entity for each in span.spelling.near}
    asked = resolver.resolve(surface, limit=1)
    likely = asked.matches if _INFLECTED <= span.spelling.near[0].fit < 1 else ()
    decided = next((each.entity for each in likely if each.score >= _SURE), asked.decision)
    return decided is not None and resolver.lexicon.number(decided.id) in owners


def mixed_runs(text: str, found: Tokens, spans: list[Span], roles: Iterable[Run]) -> list[Run]:
    """The runs of words that may be one unlisted name though listed names stand in them: Sofia Karpova."""
    if not spans or not any(map(str.isupper, text)):
        return []
    listed = {i for span in spans for i in range(*run_of(span, found))}
    runs = (run for part in _outside(roles, len(found)) for run in name_runs(text, found, *part))
    return [run for run in runs if 0 < sum(i in listed for i in range(*run)) < run[1] - run[0]]


def _outside(roles: Iterable[Run], count: int) -> Iterator[Run]:
    at = 0
    for first, last in roles:
        yield at, first
        at = last
    yield at, count


def without_kinds(text: str, found: Tokens, spans: list[Span], runs: list[Run], resolver: Resolver) -> list[Span]:
    """The spans but for words that say what an unlisted institution is: University in Vilnova University."""
    named = {i for run in runs if institution(written(text, found, run)) for i in range(*run)}
    return [span for span in spans if run_of(span, found)[0] not in named or not _is_term(span, resolver)]


def _is_term(span: Span, resolver: Resolver) -> bool:
    return resolver.lexicon.entity(span.spelling.near[0].entity).kind is EntityKind.TERM


def written(text: str, found: Tokens, run: Run) -> str:
    """Some tokens as typed, with the dot of a last initial."""
    first, last = run
    end = found.ends[last - 1]
    return text[found.starts[first] : end + (text[end : end + 1] == ".")]
