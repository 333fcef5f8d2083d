"""How a question was understood, as the answer's JSON tells it, and the same question without a part of that."""

from __future__ import annotations

import msgspec
import pytest

from assistant.answer import Part
from assistant.assistant import Assistant

LEAD = "第17项谁牵头"


@pytest.mark.parametrize(
    ("question", "history", "kinds"),
    [
        (LEAD, (), ["record", "attribute"]),
        ("那配合单位呢", (LEAD,), ["context", "record", "attribute"]),
        ("2025年孵化器目标", (), ["record", "attribute", "year"]),
        ("市工业和信息化局牵头哪些任务", (), ["attribute", "unit"]),
        ("which bureau leads task 17", (), ["record", "attribute"]),
        ("明天天气怎么样", (), []),
        ("你好", (), []),
        ("？", (), []),
    ],
)
def test_the_parts_of_a_reading(
    assistant: Assistant, question: str, history: tuple[str, ...], kinds: list[str]
) -> None:
    understood = assistant.answer(question, history).understood
    assert [part.kind for part in understood] == kinds
    assert all(part.label and part.value and not part.dropped for part in understood)


def test_a_part_is_named_in_the_language_of_the_question(assistant: Assistant) -> None:
    chinese, english = (assistant.answer(q).understood[1] for q in (LEAD, "which bureau leads task 17"))
    assert (chinese.label, chinese.value) == ("问的是", "牵头单位")
    assert (english.label, english.value) == ("Asked for", "lead units")


def test_an_ordinal_that_no_record_has_is_not_taken_for_another(assistant: Assistant) -> None:
    assert assistant.answer("第99项谁牵头").understood[0].value == "第99项"


@pytest.mark.parametrize(
    ("question", "history", "part", "outcome", "says"),
    [
        ("2025年孵化器目标", (), "year", "answered_record", "210家"),
        (LEAD, (), "attribute", "answered_record", "配合单位"),
        ("市工业和信息化局牵头哪些任务", (), "unit", "answered_list", "24项任务"),
        ("市工业和信息化局牵头哪些任务", (), "attribute", "answered_list", "配合"),
        (LEAD, (), "record", "asked_back", "哪一项"),
        ("孵化器的目标是多少", (), "record", "asked_back", "哪一项"),
        ("那配合单位呢", (LEAD,), "context", "asked_back", "哪一项"),
    ],
)
def test_a_part_taken_away_changes_the_answer_and_stays_in_sight(
    assistant: Assistant, question: str, history: tuple[str, ...], part: Part, outcome: str, says: str
) -> None:
    answer = assistant.answer(question, history, without=(part,))
    assert answer.outcome == outcome
    assert says in answer.text
    assert [p.kind for p in answer.understood if p.dropped] == [part]


def test_a_document_named_by_the_caller_can_be_taken_away(assistant: Assistant) -> None:
    (document,) = assistant.documents
    named = assistant.answer(LEAD, documents=(document.id,)).understood[0]
    assert (named.kind, named.value, named.dropped) == ("document", document.title, False)
    assert assistant.answer(LEAD, documents=(document.id,), without=("document",)).understood[0].dropped


def test_taking_nothing_away_changes_nothing(assistant: Assistant) -> None:
    plain, same = assistant.answer(LEAD), assistant.answer(LEAD, without=())
    assert msgspec.structs.replace(plain, elapsed_ms=0) == msgspec.structs.replace(same, elapsed_ms=0)


def test_the_trace_of_a_search_is_fit_for_json(assistant: Assistant) -> None:
    assert msgspec.json.encode(assistant.answer("孵化器的目标是多少", trace=True))
