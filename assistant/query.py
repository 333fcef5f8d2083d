"""A reading → the question about a set that it asks: a kind, filters, and what to do with what is left."""

from __future__ import annotations

import re

from msgspec.structs import replace

from assistant.reading import Reading
from assistant.selection import UNIT_ROLES, Query, amounts, deadline
from corpus.numbers import to_int
from corpus.text import key
from index.names import without_ending
from index.snapshot import Snapshot

_MONEY = re.compile(r"投资|金额|资金|经费|预算|钱|花费|投入|invest|budget|fund|cost|money|amount", re.IGNORECASE)
_NTH = re.compile(
    r"(?:排|排名|排在|位列|倒数)第([二三四五2-5])|第([二三四五2-5])[多大高长少低小短]"
    r"|(second|third|fourth|fifth)(?:most|largest|biggest|highest|fewest|lowest|smallest|least)"
)
_FIRST_FEW = re.compile(r"前([两二三四五2-5])(?:[名位个项的]|$)|排前([两三五2-5])|top(two|three|four|five|[2-5])")
_IN_WORDS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "two": 2, "three": 3, "four": 4, "five": 5}
_AT_LEAST = re.compile(
    r"([两三四五2-5])[个家](?:单位|部门|局)?[及或]?以上|(?:至少|不少于)有?([两三四五2-5])[个家]"
    r"|(two|three|four|five)ormore|atleast(two|three|four|five)"
)
_IN_PLACE = re.compile(r"other=.{2,}[县区市镇乡]")
_ADDED_UP = re.compile(
    r"(?:合计|总计|一共|总共|共计|[^各]共)(?:要|是|有)?(?:投(?:资|入)?)?(?:多少|几多|幾多)(?![个個项項])|intotal|altogether|overall|total(?:fund|budget|money|amount|investment|spending)",
    re.IGNORECASE,
)
_BOUND = re.compile(  # 一个最多给多少, at most how much: a limit, and no ranking
    r"最[多高低少](?:[给补奖拿领贷能可发支资得享报减免扣罚][^，。？?]{0,6})(?:多少|几)|at(?:most|least)|maximum(?:amount|sum|grant)"
)
_WHICH = re.compile(r"哪|边个|边项|which|what", re.IGNORECASE)
_PROJECTS = re.compile(r"项目|\bprojects?\b", re.IGNORECASE)
_SOURCES = re.compile(r"来源|渠道|出处|\bsources?\b", re.IGNORECASE)
_YEAR_RANGE = re.compile(r"\d{4}\s*年?\s*(?:[到至~～—–-]+|to|through)\s*\d{4}")
_DUE = re.compile(r"前|以内|为止|\b(?:by|before|until|no later than)\b", re.IGNORECASE)
_SET_KINDS = ("task", "indicator", "phase")
_RANKED_BODY = re.compile(
    r"(?:哪|什么|边)[一些两几个家]*(?:单位|部门|局|机构)|(?:单位|部门|局|机构)(?:是|系)?(?:哪|谁|边)|谁|"
    r"(?:which|what|top(?:two|three|four|five|\d))(?:unit|bureau|department|agenc|bod)|who"
)
_RANKED_RECORD = re.compile(r"(?:是|系)?(?:哪|边)一?[项条](?!.*(?:单位|部门)最)|(?:which|what)(?:task|indicator)")
_RANKED_GROUP = re.compile(
    r"(?:哪|什么|边)[一些两几个大项]*(?:工程|项目|类别?|板块)|(?:which|what)(?:project|categor|group|program)"
)


def reading_to_query(reading: Reading, snapshot: Snapshot) -> Query | None:
    """The set question that a reading asks, or None."""
    operations = {*reading.operations}
    categories = _categories(reading)
    summed = "sum" in operations or bool("amount" in reading.attributes and _ADDED_UP.search(key(reading.text)))
    if summed and any(amounts(r) for r in snapshot.records.values()):
        years, projects = _years(reading), _of_projects(reading)
        return Query("row", "sum", categories=categories, documents=reading.documents, years=years, projects=projects)
    ranked = next((o for o in ("most", "least") if o in operations), None)
    ranked = None if _BOUND.search(key(reading.text)) else ranked
    of_money = ranked and _MONEY.search(reading.text) and _WHICH.search(reading.text)
    if ranked and of_money and any(amounts(r) for r in snapshot.records.values()):
        query = Query("row", ranked, measure="amount", documents=reading.documents, years=reading.years)
        query = replace(query, categories=categories, projects=_of_projects(reading), places=_places(reading))
        return replace(query, tables=_tables_named(reading, snapshot))
    if of_money:
        return None
    present = tuple(b for b in reading.bodies if b.ids)
    there = {r.kind for r in snapshot.records.values()}
    kinds = tuple(k for k in reading.kinds if k in _SET_KINDS and k in there)
    of_body = bool(present) and not reading.kinds
    asks_projects = ("group" in reading.kinds or of_body) and not reading.groups and _PROJECTS.search(reading.text)
    tables = _tables_named(reading, snapshot) if not kinds and not reading.groups else ()
    if not kinds and (asks_projects or (tables and {"list", "count"} & operations)) and "row" in there:
        kinds = ("row",)
    roles = tuple(r for r in reading.attributes if r in UNIT_ROLES)
    direction = "same" if "same" in operations else "down" if "down" in operations and kinds != ("task",) else None
    directed = bool(direction) and (bool(reading.kinds) or bool(_WHICH.search(reading.text)))
    flags = bool({"starred", "qualitative"} & {*reading.attributes}) or directed
    narrowed = reading.groups or categories
    if not (present or flags or ranked or reading.kinds or narrowed or {"count", "list"} & operations):
        return None
    if kinds == ("indicator",) and {"lead", "responsible"} & {*roles}:
        roles = ("monitor",)
    if present and {"task", "indicator"} <= {*kinds} and not ({"lead", "cooperate"} & {*roles} and "monitor" in roles):
        kinds, roles = (), ()
    group = next((snapshot_kind(g, snapshot) for g in reading.groups), None)
    group = group or next((_kind_of_category(c, snapshot) for c in categories), None)
    query = Query(
        kind=kinds[0] if kinds else group or ("indicator" if flags or roles == ("monitor",) else "task"),
        operation=ranked or ("count" if "count" in operations else "list"),
        bodies=tuple(dict.fromkeys(b.ids for b in present)),  # named twice, in two languages, it is one
        written=tuple(b.written for b in present),
        roles=tuple(r for r in roles if r != "responsible"),
        without="without" in operations and bool(present),
        holders=None
        if present
        else "one"
        if "only" in operations
        else "many"
        if "many" in operations and roles
        else None,
        fewest=_fewest(reading),
        groups=reading.groups,
        categories=categories,
        starred="starred" in reading.attributes,
        qualitative="qualitative" in reading.attributes,
        direction=direction,
        documents=reading.documents,
        kinds=kinds,
        due=_due(reading, snapshot) if "indicator" not in kinds else None,
        projects=_of_projects(reading) if kinds == ("row",) else None,
        tables=tables if kinds == ("row",) else (),
    )
    if not present and query.kind == "indicator" and narrowed and {"cooperate", "content"} & {*reading.attributes}:
        return None  # no indicator has these: a task is meant whose name is a group's
    if len(present) > 1 and ({"compare", "most", "least"} & operations or query.without):
        return replace(query, operation="compare", by="body", without=False)
    if ranked:
        return _ranked(query, reading)
    if reading.numbers and query.operation == "count" and "truth" in reading.expected:
        return query  # 八大工程下面30项任务，对吧: the number claimed is of the last thing named
    by_group = "group" in reading.kinds and not reading.groups and not present and kinds != ("row",)
    return replace(query, by="group") if by_group else query


def _fewest(reading: Reading) -> int:
    """How many bodies at least are to hold a role: three of 三家以上, two of 多家."""
    found = _AT_LEAST.search(key(reading.text))
    word = next(filter(None, found.groups())) if found else ""
    return _IN_WORDS.get(word) or to_int(word) or 2


def _places(reading: Reading) -> tuple[int, int]:
    """Which places of a ranking are asked for: the second (排第二, second largest), the first three (前三名)."""
    plain = key(reading.text)
    for pattern, whole in ((_NTH, False), (_FIRST_FEW, True)):
        if found := pattern.search(plain):
            word = next(filter(None, found.groups()))
            last = _IN_WORDS.get(word) or to_int(word) or 1
            return (1 if whole else last), last
    return 1, 1


def _categories(reading: Reading) -> tuple[str, ...]:
    """The values of a column that narrow a set; the place of a project does so only where projects are asked for."""
    projects = "group" in reading.kinds or _PROJECTS.search(reading.text)
    return tuple(c for c in reading.categories if projects or not _IN_PLACE.fullmatch(c))


def _of_projects(reading: Reading) -> bool | None:
    """Whether projects are asked for, or where money comes from; None where the question does not say."""
    if _PROJECTS.search(reading.text):
        return True
    return False if _SOURCES.search(reading.text) else None


def _years(reading: Reading) -> tuple[int, ...]:
    """The years that a question names, with those between in a range: 2024到2026年."""
    if len(reading.years) == 2 and _YEAR_RANGE.search(reading.text):
        return tuple(range(min(reading.years), max(reading.years) + 1))
    return reading.years


def _due(reading: Reading, snapshot: Snapshot) -> tuple[int, int] | None:
    """The months in which a question wants things finished: by the end of 2024 (2024年底前), or in 2024."""
    asked = reading.years and {"list", "count"} & {*reading.operations}
    by = bool(_DUE.search(reading.text))
    if not asked or not (by or "deadline" in reading.attributes) or not any(map(deadline, snapshot.records.values())):
        return None
    last = max(reading.years) * 12 + (max(reading.months) if reading.months else 12) - 1
    return (1 if by else min(reading.years) * 12 + (min(reading.months) if reading.months else 1) - 1), last


def snapshot_kind(group: str, snapshot: Snapshot) -> str:
    """The kind of the records in a group."""
    return next((r.kind for r in snapshot.records.values() if r.group == group), "task")


def _kind_of_category(category: str, snapshot: Snapshot) -> str:
    """The kind of the records that have a value of a category."""
    records = snapshot.records.values()
    return next((r.kind for r in records if any(f"{f.role}={f.text}" == category for f in r.fields)), "task")


def _ranked(query: Query, reading: Reading) -> Query:
    """What is ranked by what: tasks by their units, indicators by their change or value, bodies by their tasks."""
    plain = key(reading.text)
    query = replace(query, places=_places(reading))
    if _RANKED_GROUP.search(plain):
        return replace(query, by="group", measure="tasks")
    if _RANKED_BODY.search(plain) and not query.bodies and not _RANKED_RECORD.search(plain):
        kind = "indicator" if "monitor" in query.roles else query.kind
        return replace(query, by="body", measure="tasks", kind=kind)
    if query.kind == "phase":
        return replace(query, measure="duration")
    change = {"change"} & {*reading.attributes} or query.direction
    if query.kind == "indicator" and not query.roles:
        return replace(query, measure="change" if change else "value")
    return replace(query, measure=query.roles[0] if query.roles else "responsible")


def _tables_named(reading: Reading, snapshot: Snapshot) -> tuple[tuple[str, int], ...]:
    """The plain tables whose column of names a question calls by its title: 试点 of 试点名称."""
    plain = key(reading.text)
    rows = {(r.document, r.table) for r in snapshot.records.values() if r.kind == "row" and r.table is not None}
    titles = (
        (d.id, t.number, without_ending(key(c.title)))
        for d in snapshot.documents for t in d.tables if (d.id, t.number) in rows
        for c in t.columns if c.role == "name"
    )  # fmt: skip
    return tuple((d, n) for d, n, stem in titles if len(stem) > 1 and stem in plain)
