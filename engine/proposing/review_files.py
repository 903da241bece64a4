"""A review as a file: pending proposals and contested names as rows of CSV or JSON Lines, and the decisions back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.model import AliasKind, Entity
from polyonym.base.errors import InputError, UsageError
from polyonym.base.files import shown, text_lines, text_output
from polyonym.base.rows import parse_rows
from polyonym.engine.proposing.contested import Contested
from polyonym.engine.proposing.decisions import Changes, Decision, Verdict
from polyonym.engine.proposing.forms import same_words
from polyonym.engine.proposing.proposal import Proposal, proposal_id

COLUMNS = (
    "id", "entity", "entity_name", "name", "lang", "kind", "score", "evidence",
    "decision", "to_entity", "prior", "note",
)  # fmt: skip
_NEEDED = ("entity", "name", "decision")
_SENTENCES = 3
_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet would take for a formula; such a cell gets an apostrophe, which import takes off again."""


def export_review(path: str | Path, proposals: Iterable[Proposal], names: Iterable[Contested]) -> int:
    """Write rows to decide about, `.jsonl` by the file's name and else CSV; how many there are."""
    rows = [*map(_proposed, proposals), *(row for name in names for row in _contested(name))]
    with text_output(path) as out:
        if str(path).endswith(".jsonl"):
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        else:
            writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return len(rows)


def _proposed(each: Proposal) -> dict[str, Any]:
    sentences = [f"{one.sentence} [{one.article}]" for one in each.evidence[:_SENTENCES]]
    rivals = "".join(f"; or {one.name} [{one.entity}] {one.score:.2f}" for one in each.rivals)
    return _row(each.entity, each.entity_name, each.name, each.lang, str(each.kind), each.score) | {
        "evidence": " | ".join([f"{each.articles} articles, {each.reason}{rivals}", *sentences])
    }


def _contested(name: Contested) -> Iterator[dict[str, Any]]:
    for entity, alias in name.holders:
        others = ", ".join(f"{each.name} [{each.id}]" for each, _ in name.holders if each.id != entity.id)
        about = {"evidence": f"also a name of {others}", "prior": "" if alias.prior is None else alias.prior}
        yield _row(entity.id, entity.name, alias.text, alias.lang, str(alias.kind), "") | about


def _row(entity: str, shown_as: str, name: str, lang: str | None, kind: str, score: float | str) -> dict[str, Any]:
    values = (proposal_id(entity, name), entity, shown_as, name, lang or "", kind, score, "", "", "", "", "")
    return dict(zip(COLUMNS, values, strict=True))


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def read_decisions(path: str | Path, get: Callable[[str], Entity | None]) -> list[Decision]:
    """The decisions of such a file; rows without one are left out.

    `get` looks entities up in the table.  Raises BadRowsError naming every row that can't be used, InputError.
    """
    problems, made, changes = Problems(), [], Changes(get)
    for number, row in _rows(path, problems):
        try:
            decision = _decision(row)
            if decision is not None:
                _check(decision, get)
                changes.take(decision)
                made.append(decision)
        except (UsageError, ValueError) as cause:
            problems.add(InputError(str(cause), file=shown(path), line=number))
    problems.refuse()
    return made


def _rows(path: str | Path, problems: Problems) -> Iterator[tuple[int, dict[str, Any]]]:
    lines = list(text_lines(path))
    first = next((line for _, line in lines if line.strip()), "")
    if first.lstrip().startswith("{"):
        for number, row in parse_rows(lines, shown(path)):
            if isinstance(row, InputError):
                problems.add(row)
            else:
                yield number, row
        return
    sign = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO("\n".join(line for _, line in lines)), delimiter=sign)
    lacking = [each for each in _NEEDED if each not in (reader.fieldnames or ())]
    if lacking:
        raise InputError(f"has no column {lacking[0]!r}; export a review and decide in that", file=shown(path), line=1)
    last = 1
    for cells in reader:
        yield last + 1, {name: _plain(value) for name, value in cells.items() if name is not None and value}
        last = reader.line_num


def _plain(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def _decision(row: dict[str, Any]) -> Decision | None:
    """What a row decides, None where nothing.  Raises ValueError."""
    said = str(row.get("decision") or "").strip().lower()
    if said in ("", Verdict.SKIP):
        return None
    if said not in set(Verdict):
        raise ValueError(f"{said!r} is no decision; write {', '.join(Verdict)} or nothing")
    lacking = next((each for each in _NEEDED if not str(row.get(each) or "").strip()), None)
    if lacking is not None:
        raise ValueError(f"has no {lacking}")
    if not isinstance(row["name"], str) or not isinstance(row["entity"], str):
        raise ValueError("entity and name must be strings")
    kind, prior = str(row.get("kind") or AliasKind.VARIANT), row.get("prior")
    return Decision(
        Verdict(said), row["entity"].strip(), row["name"].strip(), str(row.get("lang") or "") or None, AliasKind(kind),
        str(row.get("to_entity") or "").strip() or None, prior=None if prior in (None, "") else float(prior),
    )  # fmt: skip


def _check(decision: Decision, get: Callable[[str], Entity | None]) -> None:
    """Refuse what the table would.  Raises UsageError."""
    entity = get(decision.entity)
    if entity is None:
        raise UsageError(f"there is no entity {decision.entity} in this table")
    if decision.verdict is not Verdict.ACCEPT and same_words(entity.name, decision.name):
        raise UsageError(f"{entity.name!r} is the name that {entity.id} is shown as, so it can't be rejected")
    if decision.prior is not None and not 0 <= decision.prior <= 1:
        raise UsageError(f"prior must lie in 0..1, not {decision.prior}")
