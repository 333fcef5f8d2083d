"""The frame of every view: bar, tabs, title, what can be exported; and the links that all of them use."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote, urlencode

from msgspec import Struct

from assistant.answer import Citation
from assistant.views.citing import Name, Question
from assistant.web.assets import assets_path
from assistant.web.places import address
from assistant.web.views.sheets import Origin
from assistant.web.views.wording import filled, of, place_word, short
from assistant.web.words import Word, both, label, words

TABS = {
    "indicators": "view_indicators",
    "matrix": "view_matrix",
    "timeline": "view_timeline",
    "unit": "view_unit",
}
FORMATS = ("csv", "xlsx", "docx")


class Place(Struct, frozen=True):
    """Where a page is served: the path before everything, its document, the other documents, its export's query."""

    root: str
    origin: Origin
    query: tuple[tuple[str, str], ...] = ()

    @property
    def documents(self) -> tuple[tuple[str, str], ...]:
        """Id and title of every document."""
        return tuple((d.id, d.title) for d in self.origin.source.snapshot.documents)

    def view(self, name: str, **query: str) -> str:
        """The address of a view of this document."""
        chosen = {"document": self.origin.source.document.id} if len(self.documents) > 1 else {}
        asked = urlencode({**chosen, **query})
        return f"{self.root}/views/{name}" + (f"?{asked}" if asked else "")

    def source(self, citation: Citation) -> str:
        """The address of the lit source."""
        return f"{self.root}/{address(citation)}"

    def chat(self, question: str) -> str:
        """The address of the chat with a question asked."""
        return f"{self.root}/?q={quote(question, safe='')}"


def view_page(place: Place, view: str, title: Word, body: str, *, exported: bool = True) -> str:
    """A whole page; `view` is a key of `TABS`, or "" for the overview."""
    assets = f"{place.root}/{assets_path()}"
    document = place.origin.source.document.title
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(title.zh)} · {escape(document)}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="{assets}/icon.svg"><link rel="stylesheet" href="{assets}/base.css">'
        f'<link rel="stylesheet" href="{assets}/views.css"><script src="{assets}/early.js"></script>'
        f'<script type="module" src="{assets}/views.js"></script></head>'
        f'<body class="views" data-chat="{escape(place.root)}/"><a class="skip" href="#view">{both("skip_to_view")}</a>'
        f"{_bar(place)}{_tabs(place, view)}"
        f'<main id="view" tabindex="-1"><div class="head"><h1>{title.html()}</h1>'
        f"{_exports(place, view) if exported else ''}</div>{body}{_provenance(place)}</main>"
        f"{_card()}{_spoken()}</body></html>"
    )


def _bar(place: Place) -> str:
    document = escape(place.origin.source.document.title)
    return (
        f'<header class="bar"><a class="brand" href="{escape(place.root)}/">{both("brand")}</a>'
        f'<span class="title">{document}</span><a class="back" href="{escape(place.root)}/">{both("to_chat")}</a>'
        f'<button type="button" id="language">{both("language")}</button>'
        f'<button type="button" id="theme" {label("theme")}><span aria-hidden="true">◐</span></button></header>'
    )


def _tabs(place: Place, view: str) -> str:
    links = "".join(
        f'<a href="{escape(place.view(name))}"{_current(name == view)}>{both(word)}</a>' for name, word in TABS.items()
    )
    tabs = f'<nav class="tabs" {label("views")}>{links}</nav>'
    if len(place.documents) < 2:
        return tabs
    here = place.origin.source.document.id
    path = f"{place.root}/views/{view}".rstrip("/")
    others = "".join(
        f'<a href="{escape(path)}?{escape(urlencode({"document": id}))}"{_current(id == here)}>{escape(title)}</a>'
        for id, title in place.documents
    )
    return f'{tabs}<nav class="documents" {label("views_documents")}>{others}</nav>'


def _current(here: bool) -> str:
    return ' aria-current="page"' if here else ""


def _exports(place: Place, view: str) -> str:
    """Links to the files, each in both languages, of which the page shows one; the picture is made in the browser."""
    query = dict(place.query)
    shown = "".join(
        f'<a class="{language}" href="{escape(place.view(f"{view}.{kind}", language=language, **query))}"'
        f" download>{kind.upper()}</a>"
        for language in ("zh", "en")
        for kind in FORMATS
    )
    pictures = "".join(
        f'<button type="button" class="picture {language}"'
        f' data-svg="{escape(place.view(f"{view}.svg", language=language, **query))}" data-name="{view}">PNG</button>'
        for language in ("zh", "en")
    )
    return (
        f'<div class="exports" role="group" {label("export")}><span aria-hidden="true">{both("export")}</span>{shown}'
        f'{pictures}<button type="button" id="print">{both("print_view")}</button></div>'
    )


def _provenance(place: Place) -> str:
    lines = zip(place.origin.lines("zh"), place.origin.lines("en"), strict=True)
    return f'<footer class="provenance">{"".join(f"<p>{Word(zh, en).html()}</p>" for zh, en in lines)}</footer>'


def _card() -> str:
    """What opens when a cell is pressed: its words in the source, the way there, and its question."""
    return (
        '<dialog id="card" aria-labelledby="card-title"><h2 id="card-title"></h2>'
        '<blockquote id="card-quote" lang="zh-CN"></blockquote><p id="card-place"></p>'
        f'<div class="choices"><a id="card-source">{both("see_source")}</a><a id="card-ask">{both("ask_it")}</a>'
        f'<button type="button" id="card-close">{both("close")}</button></div></dialog>'
    )


def _spoken() -> str:
    return (
        f'<div id="words" hidden><span data-word="png_failed">{both("png_failed")}</span></div>'
        '<div id="notice" role="status"></div>'
    )


def attributes(word: Word) -> str:
    """Attributes that name a thing in both languages; `language.js` sets `aria-label` and `title` from them."""
    chinese, english = escape(word.zh), escape(word.en)
    return f'data-zh="{chinese}" data-en="{english}" aria-label="{chinese}" title="{chinese}"'


def cell_link(place: Place, citation: Citation, named: Word, ask: Question, inner: str, look: str = "") -> str:
    """A cell that shows where it stands and can be asked about; without scripts it opens the source.

    `named` says in words what the cell shows; it is the cell's name, but for a heading, which says it itself.
    """
    where = place_word(citation)
    own = "" if look == "heading" else attributes(named)
    return (
        f'<a class="cell {look}" href="{escape(place.source(citation))}" {own}'
        f' data-card-zh="{escape(named.zh)}" data-card-en="{escape(named.en)}"'
        f' data-ask-zh="{escape(ask.zh)}" data-ask-en="{escape(ask.en)}"'
        f' data-place-zh="{escape(where.zh)}" data-place-en="{escape(where.en)}">{inner}</a>'
    )


def ask_link(place: Place, ask: Question, about: Word) -> str:
    """A link that opens the chat with the question asked, in each language."""
    named = filled("ask_about", name=about)
    return "".join(
        f'<a class="ask {language}" href="{escape(place.chat(question))}" aria-label="{escape(of(named, language))}"'
        f' title="{escape(question)}">{escape(of(words()["ask_short"], language))}</a>'
        for language, question in (("zh", ask.zh), ("en", ask.en))
    )


def name_html(name: Name) -> str:
    """A name: the source's; in English the English, with the source's below it."""
    english = f'<span class="en" lang="en">{escape(name.en)}</span>' if name.en else ""
    return f'{english}<span class="own" lang="zh-CN">{escape(name.zh)}</span>'


def unit_links(place: Place, units: Iterable[tuple[str, Name]]) -> str:
    """Units, each with a link to all that it does."""
    shown = (
        f'<a href="{escape(place.view("unit", unit=body))}">{short(name).html()}</a>' if body else short(name).html()
        for body, name in units
    )
    return '<span class="sep">、</span>'.join(shown)


def counts_html(*counts: tuple[str, int]) -> str:
    """How much a view holds."""
    return f'<p class="counts">{" · ".join(both(name, count=count) for name, count in counts)}</p>'


def nothing_html(name: str) -> str:
    """A view says that the document has nothing for it."""
    return f'<p class="nothing">{both(name)}</p>'
