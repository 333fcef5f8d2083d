"""Lines and numbers of a document."""

from __future__ import annotations

import pytest

from eval.sources import Source, Sources, folded, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2,200 家", {"2200"}),
        ("１６.００%", {"16"}),
        ("0.0", {"0"}),
        ("2021—2023年", {"2021", "2023"}),
        ("十七", set()),
    ],
)
def test_numbers_have_one_spelling(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers


def test_text_is_folded() -> None:
    assert folded("ＧＤＰ 比 重\n") == "gdp比重"


def test_lines_are_counted_from_one() -> None:
    source = Source("ab\n\ncd\nab c")
    assert [source.line_of(p) for p in (0, 2, 3, 4, 7, 9)] == [1, 1, 2, 3, 4, 4]
    assert source.lines_with("ab") == {1, 4}
    assert source.lines_with("abc") == {1, 2, 3, 4}
    assert source.lines_with("x") == frozenset()
    assert source.lines_with(" ") == frozenset()


def test_numbers_of_all_documents_may_be_rescaled() -> None:
    sources = Sources({"a": Source("10亿元"), "b": Source("3.5")})
    assert sources.numbers == {"10", "3.5"}
    assert sources.holds_rescaled("1")
    assert sources.holds_rescaled("35000")
    assert not sources.holds_rescaled("36")
