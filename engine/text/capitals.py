"""How the tokens of a text are written: which begin with a capital, and which have more of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

import numpy as np
from polyonym.engine.text.codes import SPACED_END, Codes, Edges, Flags, codes, table
from polyonym.engine.text.letters import is_small
from polyonym.engine.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Capitals:
    """Some of the tokens of a text, by number and in order.

    `first` begin with a capital, `several` have another one, as acronyms do.  `openers` don't begin with a small
    letter, so that a name may begin there: with a capital, a digit, a letter of a script without case.
    """

    first: list[int]
    openers: list[int]
    several: list[int]


def capitals(text: str, tokens: Tokens) -> Capitals:
    """How the tokens of a text are written; `tokens` have their offsets in `text`."""
    letters = codes(text)
    if not tokens.texts:
        return Capitals([], [], [])
    if tokens.edges is not None and int(letters.max()) < SPACED_END:
        return _natively(letters, tokens.edges)
    firsts = list(map(text.__getitem__, tokens.starts))
    numbers = range(len(firsts))
    small = list(map(is_small, firsts))
    capital = list(compress(numbers, map(str.isupper, firsts)))
    several = [i for i in capital if sum(map(str.isupper, text[tokens.starts[i] : tokens.ends[i]])) > 1]
    return Capitals(capital, [i for i in numbers if not small[i]], several)


def _natively(letters: Codes, edges: Edges) -> Capitals:
    starts = edges[::2]
    upper, small = table(str.isupper).take(letters), table(is_small).take(letters.take(starts))
    first = upper.take(starts)
    inside = np.append(upper, False).view(np.uint8)  # a text may end with its last token
    return Capitals(_numbers(first), _numbers(~small), _numbers(first & (np.add.reduceat(inside, edges)[::2] > 1)))


def _numbers(flags: Flags) -> list[int]:
    found: list[int] = np.flatnonzero(flags).tolist()
    return found
