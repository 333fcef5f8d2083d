"""Numbers in any dress, and those a text has without writing them as such."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.guard.implied import implied
from assistant.guard.quantities import text_to_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("是先发地区的1/4", Decimal("0.25"), None),
        ("a quarter of the level", Decimal("0.25"), None),
        ("74 CNY 100 million", Decimal(7400000000), "yuan"),
        ("共6亿5000万元", Decimal(650000000), "yuan"),
        ("2021年2月14日", Decimal(202102), "day 14"),
        ("14 February 2021", Decimal(202102), "day 14"),
    ],
)
def test_a_quantity_is_read(text: str, value: Decimal, unit: str | None) -> None:
    (quantity,) = text_to_quantities(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "comparison"),
    [("at most 435", "at_most"), ("up to 435", "at_most"), ("from 385 up to 435", None), ("50 more, up to 435", None)],
)
def test_up_to_is_a_bound_only_where_nothing_moves(text: str, comparison: str | None) -> None:
    assert text_to_quantities(text)[-1].comparison == comparison


def test_a_ratio_that_comes_to_a_hundred_gives_shares() -> None:
    assert [(q.value, q.unit) for q in implied("三次产业比重为8.6:41.6:49.8")] == [
        (Decimal("8.6"), "percent"), (Decimal("41.6"), "percent"), (Decimal("49.8"), "percent"),
    ]  # fmt: skip
    assert not [*implied("比分为3:2:1")]


def test_a_rate_has_its_base() -> None:
    assert [(q.value, q.unit) for q in implied("每万名就业人员")] == [(Decimal(10000), "person")]
