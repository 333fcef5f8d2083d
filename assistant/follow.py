"""Follow-ups made standalone: what a question leaves out is taken from the turn before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from assistant.attributes import attributes_of
from assistant.compose.parts import Composed, Focus
from assistant.compose.voice import Voice
from assistant.link import Candidate, link
from assistant.ordinals import LAST, NEXT, PREVIOUS
from assistant.reading import Mentioned, Reading
from assistant.selection import UNIT_ROLES
from corpus.model import Span
from index.coverage import Coverage, Segment
from index.snapshot import Snapshot

_SUBJECT, _SUBJECT_IN_ENGLISH = 0.7, 1.2
_SHORT_SUBJECT = 2.6
_SHORT_QUESTION, _SHORT_IN_ENGLISH = 24, 64
_FADED = 0.4
_MOST_NAMED = 2
_SURE, _OUTRIGHT = 0.8, 0.5
_SHORT_TURN = 8
_OF_THEM = re.compile(r"其中|当中|这里面|\b(?:of|among) (?:those|these|them|which)\b", re.IGNORECASE)
_THIS_ONE = re.compile(
    r"[这那该](?:一?[个项]|一)?(?:阶段|任务|指标|工作)|\b(?:this|that) (?:phase|task|indicator)\b", re.IGNORECASE
)
_THAT_ONE = re.compile(r"[这那]一?[项个](?!.{0,2}(?:局|部门|单位))|\b(?:that|this) one\b|\bthat task\b", re.IGNORECASE)
_ASKS_WHICH = re.compile(r"什么|哪[几些]|\bwhat\b", re.IGNORECASE)
_ITS = re.compile(r"它|佢|其(?!中|他|它|余|实)|[这那该]个?(?:项目|工程|任务)|\bit(?:s)?\b", re.IGNORECASE)
_BARE = re.compile(r"(?:那么?|咁)?[\u4e00-\u9fffA-Za-z]{2,8}?(?:的|嘅)?呢[？?]?")
_OF_THE_LIST = re.compile(
    r"第\s*[一二三四五六七八九十\d]+\s*个|\b(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)) one\b", re.IGNORECASE
)


def remember(composed: Composed, reading: Reading, candidates: Sequence[Candidate], before: Focus | None) -> Composed:
    """Keep in mind what the question was about, also where the text answered it: a record it named, its pieces.

    What only leaned on the turn `before` keeps that turn's record.
    """
    focus = composed.focus
    leant = "pieces" in reading.inherited or len(reading.text) <= _SHORT_TURN
    unnamed = not candidates or candidates[0].named < _OUTRIGHT
    if before and before.records and leant and unnamed and not focus.records and not focus.bodies:
        focus = replace(focus, records=before.records, kinds=before.kinds)
    if not focus.records and not focus.bodies and candidates and candidates[0].asked >= _SURE:
        focus = replace(focus, records=(candidates[0].record.id,), kinds=(candidates[0].record.kind,))
    of_the_same = reading.inherited == ("records",) and before is not None and focus.records == before.records
    if before and of_the_same and before.bodies and not focus.bodies:
        focus = replace(focus, bodies=before.bodies, written=before.written)  # 一共几项, 跟谁一起: of a body's tasks
    quoted = tuple(Span(c.start, c.end) for c in composed.citations) if composed.outcome == "answered_quote" else ()
    pieces = reading.content or (before.pieces if before and reading.inherited else ())
    kept = replace(focus, quoted=quoted, pieces=pieces, expected=reading.expected, question=reading.text)
    return replace(composed, focus=kept)


def resume(reading: Reading, focus: Focus | None, snapshot: Snapshot, coverage: Coverage) -> Reading:
    """Fill the open slots of a follow-up from the earlier turn; a question that stands alone stays as it is."""
    if focus is None or reading.small_talk:
        return reading
    reading = replace(reading, earlier=focus.question)
    if focus.quoted and (_OF_THEM.search(reading.text) or len(reading.text) <= _SHORT_TURN):
        reading = replace(reading, near=focus.quoted)
    if reading.ordinals:
        return _with_ordinal(reading, focus, snapshot)
    subject = sum(s.mass for s in reading.subject)
    if subject >= (_SUBJECT_IN_ENGLISH if reading.language == "en" else _SUBJECT):
        return _with_subject(reading, focus, subject, snapshot, coverage)
    if reading.bodies:
        return _of_body_told(reading, focus) or _with_body(reading, focus)
    one = len(focus.records) == 1 and ("together" in reading.operations or _THAT_ONE.search(reading.text))
    if one and {*reading.attributes} & {*UNIT_ROLES}:
        return replace(reading, records=focus.records, inherited=("records",))
    if focus.bodies and {*reading.attributes} & {*UNIT_ROLES}:
        bodies = tuple(Mentioned(ids, w) for ids, w in zip(focus.bodies, focus.written, strict=False))
        return replace(reading, bodies=bodies, inherited=("bodies",))
    if group := _group_before(reading, focus, snapshot):
        return replace(reading, groups=(group,), attributes=(), inherited=("records",))
    asks_set = bool(reading.kinds) and bool(reading.operations) and not reading.leans
    asks_set = asks_set or bool(reading.categories and reading.operations)
    told = {"name", "list", "when"} & {*reading.expected} and not reading.kinds
    of_sentence = told and focus.quoted and focus.pieces and not (reading.attributes or reading.years or asks_set)
    if focus.pieces and reading.attributes and not asks_set and _lacks(reading, focus, snapshot):
        return replace(reading, segments=(*reading.segments, *focus.pieces), inherited=("pieces",))
    if focus.records and not asks_set and not of_sentence:
        attributes = reading.attributes or (() if reading.years else focus.attributes)
        segments = reading.segments if reading.content or not reading.years else (*reading.segments, *focus.pieces)
        return replace(reading, records=focus.records, attributes=attributes, segments=segments, inherited=("records",))
    if of_sentence or (focus.pieces and (reading.leans or reading.attributes) and not asks_set):
        return replace(reading, segments=(*reading.segments, *focus.pieces), inherited=("pieces",))
    return reading


def _lacks(reading: Reading, focus: Focus, snapshot: Snapshot) -> bool:
    """Whether what was talked of has no such field: of a term or a task the target is asked, of a term who leads."""
    records = [snapshot.records[r] for r in focus.records]
    return bool(records) and all(r.kind == "term" or not attributes_of(reading, r) for r in records)


def _group_before(reading: Reading, focus: Focus, snapshot: Snapshot) -> str | None:
    """The group just answered, where its records are asked for: 它在哪个工程下面, 这个工程一共几项任务."""
    named = "group" in focus.attributes and len(focus.records) == 1
    asked = {"group", "task"} & {*reading.kinds} and {"count", "list"} & {*reading.operations}
    return snapshot.records[focus.records[0]].group if named and asked else None


def _with_ordinal(reading: Reading, focus: Focus, snapshot: Snapshot) -> Reading:
    """第6项呢, 下一个阶段呢: kind and attribute from before, and for "next" the place in the order."""
    before = snapshot.records[focus.records[0]].ordinal if focus.records else None
    if _OF_THE_LIST.search(reading.text) and 1 <= reading.ordinals[0] <= len(focus.records) and not reading.kinds:
        chosen = (focus.records[reading.ordinals[0] - 1],)
        return replace(reading, ordinals=(), records=chosen, inherited=("records",))
    if reading.ordinals[0] == LAST and len(focus.records) > 1 and not reading.kinds:
        return replace(reading, ordinals=(), records=focus.records[-1:], inherited=("records",))
    step = {NEXT: 1, PREVIOUS: -1}.get(reading.ordinals[0])
    if step and before:
        reading = replace(reading, ordinals=(before + step,))
    own = sum(s.mass for s in reading.subject) >= _SUBJECT  # 最后阶段哪些部委要来检查 asks something else of it
    kinds, attributes = reading.kinds or focus.kinds, reading.attributes or (() if own else focus.attributes)
    slots = (("kinds", kinds, reading.kinds), ("attributes", attributes, reading.attributes))
    return replace(reading, kinds=kinds, attributes=attributes, inherited=tuple(n for n, a, b in slots if a != b))


def _with_subject(reading: Reading, focus: Focus, subject: float, snapshot: Snapshot, coverage: Coverage) -> Reading:
    """那孵化器呢, 省级的呢, 澳门呢: a new subject, the rest from before."""
    of_its_kind = focus.records and snapshot.records[focus.records[0]].kind in reading.kinds
    if of_its_kind and _THIS_ONE.search(reading.text):
        return replace(reading, records=focus.records, inherited=("records",))
    if len(reading.text) > (_SHORT_IN_ENGLISH if reading.language == "en" else _SHORT_QUESTION) or reading.kinds:
        return reading
    claims = "truth" in reading.expected and (reading.bodies or reading.numbers)
    held = () if claims else focus.attributes
    attributes = reading.attributes or held
    if _within_focus(reading, focus, snapshot, coverage):
        return replace(reading, records=focus.records, attributes=attributes, inherited=("records",))
    if not reading.attributes and _ITS.search(reading.text) and _told_of(reading, focus, snapshot, coverage):
        return replace(reading, records=focus.records, attributes=("content",), inherited=("records",))
    if not reading.leans:
        return reading
    expected = tuple(dict.fromkeys((*reading.expected, *focus.expected)))
    if focus.pieces and not reading.attributes and not focus.attributes and subject < _SHORT_SUBJECT:
        instead = any(s.hard and s.named for s in reading.content)  # 那台湾的呢: one place for another
        told = _instead_of(reading, focus) if not instead else focus.pieces
        kept = (s for s in told if s not in reading.segments and not (instead and s.hard and s.named))
        fade = 1.0 if _names_another(reading) and not instead else _FADED
        faded = tuple(replace(s, mass=s.mass * fade, hard=False) for s in kept)
        near = () if _names_another(reading) and not instead else reading.near
        segments = (*reading.segments, *faded)
        return replace(reading, segments=segments, expected=expected, near=near, inherited=("pieces",))
    return replace(reading, attributes=attributes, expected=expected, inherited=("attributes",))


def _instead_of(reading: Reading, focus: Focus) -> Sequence[Segment]:
    """What a bare 沙浦溪呢 leaves of 青螺河流域面积多大: all but what it named first, which the new name replaces."""
    first = next((s for s in focus.pieces if not s.soft), None)
    bare = _names_another(reading) and len(focus.pieces) > 1
    return tuple(s for s in focus.pieces if s is not first) if bare else focus.pieces


def _names_another(reading: Reading) -> bool:
    """Whether a question gives nothing but a name: 沙浦溪呢, 那高端装备的呢."""
    return bool(_BARE.fullmatch(reading.text))


def _within_focus(reading: Reading, focus: Focus, snapshot: Snapshot, coverage: Coverage) -> bool:
    """Whether the new words only choose within the record talked of: one of its double values."""
    chosen = {v.qualifier for r in focus.records for f in snapshot.records[r].fields for v in f.values if v.qualifier}
    if not chosen or not reading.subject:
        return False
    candidates = link(reading, snapshot, coverage, reading.subject)
    return any(c.record.id in focus.records and c.asked >= _SURE for c in candidates)


def _told_of(reading: Reading, focus: Focus, snapshot: Snapshot, coverage: Coverage) -> bool:
    """Whether what the one record talked of contains tells of the new words: 那它一年能发多少电."""
    one = snapshot.records[focus.records[0]] if len(focus.records) == 1 else None
    if one is None or not one.first("content"):
        return False
    return any(c.record is one and c.asked >= _SURE for c in link(reading, snapshot, coverage, reading.subject))


def _of_body_told(reading: Reading, focus: Focus) -> Reading | None:
    """那翠山湖呢, where the text told of another park that is also a body: what was told, of this one."""
    told = focus.quoted and focus.pieces and not (focus.bodies or focus.attributes)
    if not told or reading.attributes or not reading.leans:
        return None
    segments = (*reading.segments, *_instead_of(reading, focus))
    return replace(reading, segments=segments, bodies=(), expected=focus.expected, inherited=("pieces",))


def _with_body(reading: Reading, focus: Focus) -> Reading:
    """那财政局呢: the role from before; 工信局还牵头什么 stands alone."""
    if "truth" in reading.expected and focus.records and not focus.bodies:
        attributes = reading.attributes or focus.attributes
        return replace(reading, records=focus.records, attributes=attributes, inherited=("records",))
    asks_which = bool({"list", "count"} & {*reading.operations} or _ASKS_WHICH.search(reading.text))
    if reading.attributes and (asks_which or not reading.leans or not focus.records):
        return reading
    if focus.bodies or asks_which:
        kinds = reading.kinds or focus.kinds
        return replace(
            reading, attributes=reading.attributes or focus.attributes, kinds=kinds, inherited=("attributes",)
        )
    if focus.records and {*(reading.attributes or focus.attributes)} & {*UNIT_ROLES}:
        attributes = reading.attributes or focus.attributes
        truth = (*reading.expected, "truth")
        return replace(reading, records=focus.records, attributes=attributes, expected=truth, inherited=("records",))
    return reading


def standalone(
    reading: Reading, composed: Composed, snapshot: Snapshot, voice: Voice, focus: Focus | None
) -> str | None:
    """The question with what it left out put in; None where it leaves nothing out."""
    if focus is None or not {*reading.inherited} - {"kinds"}:
        return None
    role = next((a for a in reading.attributes if a in UNIT_ROLES), None)
    if "bodies" in reading.inherited and role:
        bodies = (snapshot.body[b.ids[0]] for b in reading.bodies if b.ids)
        return voice.say(f"standalone_{role}", body=voice.join(map(voice.body, bodies)))
    records = reading.records or composed.focus.records[:_MOST_NAMED]
    subject = voice.join(voice.subject(snapshot.records[r]) for r in records)
    if not subject and reading.bodies and reading.bodies[0].ids:
        subject = voice.body(snapshot.body[reading.bodies[0].ids[0]])
    label = voice.join(voice.attribute(a) for a in reading.attributes if a not in ("both", "everything", "qualitative"))
    if subject and label:
        return voice.say("standalone_field", subject=subject, label=label)
    return voice.say("standalone_about", earlier=focus.question, question=reading.text)
