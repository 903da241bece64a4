"""What a web or mail address says of an institution: the name that it registered, and its country."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from polyonym.engine.institutions.tables import rows
from polyonym.engine.text.fold import fold

LONGEST = 500
"""Characters of a text in which an address is looked for."""
_LABEL = r"[^\W_](?:[\w-]{0,62}[^\W_])?"
_MARKED = re.compile(rf"(?:://|@|\bwww\d?\.)(?:www\d?\.)?((?:{_LABEL}\.)+{_LABEL})", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w.@-])((?:{_LABEL}\.)+{_LABEL})(?![\w@])")
_SHORTEST = 2
_LONGEST_LABEL, _LEAST_OWN = 63, 4


class _Host(NamedTuple):
    """The label that somebody registered, and the country that its ending says, if it says one."""

    label: str
    country: str | None


def address_label(text: str) -> str | None:
    """The registered part of the first address in a text; None without an address, or where that says nothing.

    >>> address_label("https://www.esraa.edu.iq/"), address_label("@student.umlub.pl"), address_label("x@gmail.com")
    ('esraa', 'umlub', None)
    """
    host = _host(text)
    return host.label if host else None


def address_country(text: str) -> str | None:
    """The country that the first address in a text lies in; None where its ending doesn't say.

    >>> address_country("https://www.esraa.edu.iq/"), address_country("cam.ac.uk"), address_country("ccac.edu")
    ('IQ', 'GB', None)
    """
    host = _host(text)
    return host.country if host else None


def spelled_out(label: str) -> str | None:
    """A label of words run together as a name, where it begins or ends with a word for a kind of institution.

    >>> spelled_out("starexuniversity"), spelled_out("uoalfarahidi"), spelled_out("unimercatorum"), spelled_out("mit")
    ('starex university', 'university of alfarahidi', 'university mercatorum', None)
    """
    plain = label[:_LONGEST_LABEL].replace("-", "")
    for known, says in _listed("begins").items():
        if plain.startswith(known):
            rest = plain.removeprefix(known)
            return f"{says} {rest}" if len(rest) >= _LEAST_OWN else None
    for known, says in _listed("ends").items():
        if plain.endswith(known) and len(plain) >= len(known) + _LEAST_OWN:
            return f"{plain.removesuffix(known)} {says}"
    return None


def _host(text: str) -> _Host | None:
    folded = fold(text[:LONGEST]).text
    if "." not in folded:
        return None
    for pattern in (_MARKED, _BARE):
        for found in pattern.finditer(folded):
            if pattern is _MARKED or found[0] == text[found.start() : found.end()]:
                host = _taken_apart(found[1].split("."))
                if host is not None:
                    return host
    return None


def _taken_apart(labels: list[str]) -> _Host | None:
    """The registered label of a host: the one before its ending, cam of www.cam.ac.uk."""
    *rest, ending = labels
    country = _listed("country").get(ending)
    if country is None and ending not in _listed("generic"):
        return None
    if len(rest) > 1 and rest[-1] in _listed("second"):
        *rest, _ = rest
    elif ending in _listed("loose"):
        country = None  # sold to everybody
    label = rest[-1]
    if len(label) < _SHORTEST or label in _listed("silent"):
        return None
    return _Host(label, country)


@cache
def _listed(sort: str) -> dict[str, str]:
    """The labels of one class, each with what it says."""
    cells = [row[1:] for row in rows("domains.tsv") if row[0] == sort]
    return {label: says.replace("_", " ") for says, cell in cells for label in cell.split()}
