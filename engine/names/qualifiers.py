"""Where a place lies, written after its name: Logan, Utah; Halle (Saale); Frankfurt am Main; Stoke upon Trent."""

from __future__ import annotations

import re

LIES_IN = 0.2
"""What a part weighs that says in which country or province a place lies."""
LIES_ON = 0.5
"""What a part weighs that says on which river or near which town a place lies: more often a part of the name."""

# A comma or bracket of any script; two spaces are what is left of one in names copied letter by letter.
_OUTSIDE = re.compile(r"(?<=\S)(?:\s*[,،、，﹐;；၊።;]\s*(?=\S)|\s*[(\[（【〔「]|\s{2,}(?=\S))")
_WORDS = (
    "am|an der|an dem|an den|im|in der|in|bei|ob der|ob|upon|on|by|under|next the|sur|sous|lès|lez|les|en|près|"
    "aan den|aan de|aan|op|bij|nad|pod|při|pri|przy|ved|vid|på|над|под|на|при|ан дер|ам|сюр|апон|آم|ام|سور"
)
_BESIDE = re.compile(rf"(?<=[^\W\d_])[\s-](?:{_WORDS})[\s-](?=\w)", re.IGNORECASE)


def qualified(text: str) -> tuple[str, str, float]:
    """The name of a place, what follows it to say where it lies, and what that weighs; the latter is often empty.

    >>> qualified("Logan, Utah"), qualified("Frankfurt am Main"), qualified("Halle (Saale)")
    (('Logan', ', Utah', 0.2), ('Frankfurt', ' am Main', 0.5), ('Halle', ' (Saale)', 0.2))
    >>> qualified("Stratford")
    ('Stratford', '', 1.0)
    """
    for pattern, weight in ((_OUTSIDE, LIES_IN), (_BESIDE, LIES_ON)):
        found = pattern.search(text)
        if found:
            return text[: found.start()], text[found.start() :], weight
    return text, "", 1.0
