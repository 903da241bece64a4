"""Acronyms and other short forms in one text: what it defines them as, what it uses them for, their slips."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity
from polyonym.engine.tagging.acronyms import SHORTEST_SLIPPED, capitals, slips_of
from polyonym.engine.tagging.defined import Defined
from polyonym.engine.tagging.definitions import SHORTEST_DEFINED, WINDOW, Definition, defined_after, defined_before
from polyonym.engine.tagging.expansions import believable, expansion, is_other, names_of
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.spans import covered_by, is_acronym
from polyonym.engine.text.capitals import Capitals
from polyonym.engine.text.fold import Key, key
from polyonym.engine.text.tokens import Tokens


def _has_dotted(text: str, tokens: Tokens, capitals: list[int]) -> bool:
    """Whether a text may have short forms in pieces: U.S., R&D, B-52."""
    starts, ends = tokens.starts, tokens.ends
    letters = [ends[i] for i in capitals if ends[i] - starts[i] == 1]
    return any(text[end : end + 1] in _WITHIN and text[end + 1 : end + 2].isalnum() for end in letters)


_WITHIN = frozenset(".&-")


def _slip(acronym: str, entity: Entity) -> str:
    return f"a slip of {acronym.upper()}, which this text uses for {entity.name}"


class _Slips:
    """What may be a slip of the acronyms that a text defines, and of those that it uses for what it names in full."""

    def __init__(self, defined: Iterable[Key], used: dict[Key, Entity]) -> None:
        self.used = used
        self.of_defined = _by_slip(defined)
        self.of_used = _by_slip(used)


def _by_slip(acronyms: Iterable[Key]) -> dict[str, Key]:
    found: dict[str, Key] = {}
    for acronym in acronyms:
        for slip in slips_of(acronym):
            found.setdefault(slip, acronym)
    return found


class ShortForms:
    """The short forms of one text; `read` corrects and completes its mentions, by where they begin."""

    def __init__(
        self, lexicon: Lexicon, text: str, tokens: Tokens, letters: Capitals, mentions: dict[int, Mention]
    ) -> None:
        self.lexicon, self.text, self.tokens, self.mentions = lexicon, text, tokens, mentions
        self.written = [tokens.starts[i] for i in letters.several]
        self.anywhere = not tokens.spaced or _has_dotted(text, tokens, letters.first)
        self.defined = Defined()
        self.others: set[Key] = set()
        self.acronyms: list[Mention] = []
        self.spelled_out: set[str] = set()

    def read(self) -> None:
        """Take in the short forms that stand beside a name, and let them hold everywhere."""
        if not self.written and not self.anywhere:
            return  # nothing is written as a short form
        self._part()
        for mention, definition in self._definitions():
            there, entity = self.mentions.get(definition.start), mention.entity
            if entity is not None and believable(definition, mention, there, names_of(self.lexicon, entity)):
                self.defined.take(definition, self.text[definition.start : definition.end], entity)
        self._leave_out()
        self._redefine()
        for extra in (self._capitals, self._short_names):
            for mention in list(extra()):
                self.mentions[mention.start] = mention

    def _part(self) -> None:
        """Acronyms are one thing, what is spelled out another."""
        several = set(self.written)
        for start, mention in self.mentions.items():
            if start in several and is_acronym(mention.surface):
                self.acronyms.append(mention)
            elif mention.entity is not None:
                self.spelled_out.add(mention.entity.id)

    def _definitions(self) -> Iterator[tuple[Mention, Definition]]:
        """What stands before and behind names like a definition, where something like a short form is near."""
        written, last, anywhere = self.written, len(self.written) - 1, self.anywhere
        for start, mention in self.mentions.items():
            end = mention.end
            if end - start < SHORTEST_DEFINED:
                continue
            at = bisect_left(written, start - WINDOW)
            before = anywhere or (at <= last and written[at] < start)
            while at <= last and written[at] < end:
                at += 1
            behind = anywhere or (at <= last and written[at] < end + WINDOW)
            if before and (definition := defined_before(self.text, start)) is not None:
                yield mention, definition
            if behind and (definition := defined_after(self.text, end)) is not None:
                yield mention, definition

    def _redefine(self) -> None:
        for start, mention in self.mentions.items() if self.defined else ():
            meant = self.defined.meant(key(mention.surface), start) if is_acronym(mention.surface) else None
            if meant is not None and mention.entity is not meant:
                why = f"defined in this text as {meant.name}"
                self.mentions[start] = mention._replace(kind=meant.kind, entity=meant, score=0.98, reason=why)

    def _leave_out(self) -> None:
        """Acronyms that the text spells out as something that isn't listed mean nobody listed."""
        self.others = {key(each.surface) for each in self.acronyms if self._is_other(each)}
        self.others.difference_update(self.defined)
        for mention in self.acronyms if self.others else ():
            if key(mention.surface) in self.others:
                del self.mentions[mention.start]

    def _is_other(self, mention: Mention) -> bool:
        """Whether the text spells an acronym out as what isn't a name of its entity."""
        spelled = expansion(self.text, mention.start, mention.end)
        if spelled is None or mention.entity is None or mention.entity.id in self.spelled_out:
            return False
        return is_other(self.text[slice(*spelled)], mention.surface, names_of(self.lexicon, mention.entity))

    def _capitals(self) -> Iterator[Mention]:
        """Acronyms that stand for what they are defined as, or are slips of those that the text uses."""
        used = {
            key(each.surface): each.entity
            for each in self.acronyms
            if each.entity is not None and each.entity.id in self.spelled_out
        }
        if not self.defined and max(map(len, used), default=0) < SHORTEST_SLIPPED:
            return  # nothing to define, and nothing long enough to slip in
        covered, slips = covered_by(self.mentions.values(), len(self.text)), _Slips(self.defined, used)
        for start, end in capitals(self.text):
            meant, why = self._meant(key(self.text[start:end]), start, slips)
            if meant is not None and self._replaceable(start, meant, covered):
                yield Mention(start, end, self.text[start:end], meant.kind, meant, 0.9, why)

    def _short_names(self) -> Iterator[Mention]:
        """Defined short forms that aren't written in capitals alone."""
        covered = covered_by(self.mentions.values(), len(self.text)) if self.defined else b""
        for start, written, meant in self.defined.short_names(self.text):
            if not any(covered[start : start + len(written)]):
                why = f"defined in this text as {meant.name}"
                yield Mention(start, start + len(written), written, meant.kind, meant, 0.95, why)

    def _meant(self, word: Key, start: int, slips: _Slips) -> tuple[Entity | None, str]:
        """What an acronym at a place means by the text's definitions, or as a slip of one that it uses."""
        meant = self.defined.meant(word, start)
        if meant is not None:
            return meant, f"defined in this text as {meant.name}"
        if word in slips.used or word in self.others:
            return None, ""
        defined = slips.of_defined.get(word)
        meant = self.defined.meant(defined, start) if defined is not None else None
        if defined is not None and meant is not None:
            return meant, _slip(defined, meant)
        used = slips.of_used.get(word)
        return (slips.used[used], _slip(used, slips.used[used])) if used is not None else (None, "")

    def _replaceable(self, start: int, meant: Entity, covered: bytearray) -> bool:
        """Nothing stands here yet, or only something that nothing else in the text speaks for."""
        there = self.mentions.get(start)
        if there is None:
            return not covered[start]
        return there.entity is not meant and (there.entity is None or there.entity.id not in self.spelled_out)
