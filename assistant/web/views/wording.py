"""How the values of the views are worded, in both languages."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.compose.voice import qualifier_in_english, unit_in_english
from assistant.views.citing import Name
from assistant.views.indicators import Figure, Indicator, Pair
from assistant.views.tasks import Task
from assistant.views.timeline import Month
from assistant.web.places import official_place, position
from assistant.web.words import Word, words

ROLE_WORDS = {
    "lead": "role_lead",
    "responsible": "role_responsible",
    "cooperate": "role_cooperate",
    "monitor": "role_monitor",
}
ROLE_MARKS = {"lead": "mark_lead", "responsible": "mark_responsible", "cooperate": "mark_cooperate"}


def of(word: Word, language: str) -> str:
    """A word in one language."""
    return word.en if language == "en" else word.zh


def said(name: str, language: str, **values: object) -> str:
    """A word of the page in one language, its blanks filled."""
    return of(words()[name].filled(**values), language)


def named(name: Name) -> Word:
    """A name: the source's, and its English with the source's behind it."""
    return Word(name.zh, f"{name.en} ({name.zh})" if name.en else name.zh)


def short(name: Name) -> Word:
    """A name for narrow places: in English without the source's."""
    return Word(name.zh, name.en or name.zh)


def filled(template: str, **blanks: Word | object) -> Word:
    """A word with its blanks filled by words, each in its language."""

    def part(value: object, language: str) -> object:
        return of(value, language) if isinstance(value, Word) else value

    pattern = words()[template]
    return Word(
        pattern.zh.format(**{k: part(v, "zh") for k, v in blanks.items()}),
        pattern.en.format(**{k: part(v, "en") for k, v in blanks.items()}),
    )


def unit_word(unit: str) -> Word:
    """A unit of measurement; in English what the vocabulary has for it."""
    english = unit_in_english(unit)
    return Word(unit, unit if english is None else english)


def with_unit(text: str, unit: str | None) -> Word:
    """A number with its unit; in English a counted thing has none."""
    if not unit or text.endswith(unit):
        return Word(text, text)
    english = unit_in_english(unit)
    behind = unit if english is None else english
    if any(c.isdigit() for c in behind):  # 1.7 (CNY 10,000 per person): two numbers side by side would run together
        behind = f"({behind})"
    return Word(f"{text}{unit}", f"{text}{behind}" if behind in ("", "%") else f"{text} {behind}")


def figure_word(figure: Figure, pair: Pair) -> Word:
    """A value with its unit."""
    return with_unit(figure.text, pair.unit if figure.number else None)


def difference_word(pair: Pair) -> Word | None:
    """How far it is from base to target, and which way; None where they are not both numbers."""
    if pair.difference is None:
        return None
    if pair.direction == "same":
        return words()["no_change"]
    number = pair.difference.lstrip("-")
    amount = words()["points"].filled(number=number) if pair.is_share else with_unit(number, pair.unit)
    return filled("up_by" if pair.direction == "up" else "down_by", amount=amount)


def qualifier_word(pair: Pair) -> Word | None:
    """What tells double values apart."""
    return Word(pair.qualifier, qualifier_in_english(pair.qualifier)) if pair.qualifier else None


def pair_word(row: Indicator, pair: Pair) -> Word:
    """The name of one value: the indicator's, with its qualifier where it has several."""
    name, qualifier = short(row.name), qualifier_word(pair)
    if qualifier is None:
        return name
    return Word(f"{name.zh}（{qualifier.zh}）", f"{name.en} ({qualifier.en})")


def change_word(row: Indicator, pair: Pair) -> Word | None:
    """From base to target in one sentence."""
    difference = difference_word(pair)
    if difference is None or pair.base is None or pair.target is None:
        return None
    return filled(
        "from_to",
        name=pair_word(row, pair),
        base=figure_word(pair.base, pair),
        target=figure_word(pair.target, pair),
        difference=difference,
    )


def task_word(task: Task) -> Word:
    """A task by number and name."""
    name = short(task.name)
    return filled("task_numbered", ordinal=task.ordinal, task=name) if task.ordinal is not None else name


def month_word(month: Month) -> Word:
    """A month of a year."""
    return words()["month"].filled(year=month.year, month=month.month)


def place_word(citation: Citation) -> Word:
    """Where something stands, as officials write it, with the lines."""
    place, lines = official_place(citation), position(citation)
    return Word(f"{place}，{lines.zh}", f"{place}, {lines.en}")
