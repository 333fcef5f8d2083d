"""Files → documents: encodings, folders, companions, and what is said of a corpus that cannot be read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.reader import decode, find_documents, read_corpus, read_document

TEXT = "云河县计划（2024—2026年）\n\n一、任务\n\n建成平台3个。\n"


def put(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le-bom", "utf-16-be-bom"]
)
def test_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    bare = encoding.removesuffix("-bom")
    mark = "\ufeff" if encoding.endswith("-bom") else ""
    document = read_document("a", put(tmp_path / "a.txt", (mark + TEXT).encode(bare)))
    assert document.text == TEXT


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["crlf", "cr", "lf"])
def test_line_ends_become_one(tmp_path: Path, end: str) -> None:
    document = read_document("a", put(tmp_path / "a.txt", TEXT.replace("\n", end)))
    assert document.text == TEXT
    assert len(document.lines) == TEXT.count("\n") + 1


def test_positions_count_code_points(tmp_path: Path) -> None:
    document = read_document("a", put(tmp_path / "a.txt", "云河县计划\n\n一、任务\n\n𠮷山建成平台3个。\n"))
    (paragraph,) = document.paragraphs
    assert document.text[paragraph.span.start : paragraph.span.end] == "𠮷山建成平台3个。"


@pytest.mark.parametrize("layout", ["bare-file", "file-in-folder", "folder-in-folder", "folder-with-about"])
def test_layouts_of_a_corpus(tmp_path: Path, layout: str) -> None:
    if layout == "bare-file":
        folder = put(tmp_path / "plan-a.md")
    elif layout == "file-in-folder":
        folder = put(tmp_path / "plans" / "plan-a.md").parent
    elif layout == "folder-in-folder":
        folder = put(tmp_path / "plans" / "plan-a" / "source.txt").parent.parent
    else:
        folder = put(tmp_path / "plan-a" / "source.txt").parent
        put(folder / "about.toml", 'title = "云河县计划"')
    (document,) = read_corpus(folder)
    assert document.id == "plan-a"
    assert document.title.startswith("云河县计划")


def test_companions_are_no_documents(tmp_path: Path) -> None:
    for name in ("plan.txt", "translation.en.txt", "README.md", "notes.txt", ".hidden.txt", "_draft.txt"):
        put(tmp_path / name)
    assert [i for i, _ in find_documents(tmp_path)] == ["plan"]


def test_about_wins_over_what_the_text_says(tmp_path: Path) -> None:
    put(tmp_path / "a" / "plan.txt")
    put(
        tmp_path / "a" / "about.toml",
        'title = "短题"\nplace = "云山市"\nperiod = "2025年"\naliases = ["别名"]\nversion = "2"',
    )
    (document,) = read_corpus(tmp_path)
    assert (document.title, document.place, document.years) == ("短题", "云山市", (2025,))
    assert (document.aliases, document.version) == (("别名",), "2")


def test_documents_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("c", "a", "b"):
        put(tmp_path / f"{name}.txt")
    assert [d.id for d in read_corpus(tmp_path)] == ["a", "b", "c"]


def read_broken(case: str, folder: Path) -> None:
    """Lay out one broken corpus and read it."""
    match case:
        case "missing":
            read_corpus(folder / "none")
        case "no-document":
            put(folder / "picture.png", b"\x89PNG")
            read_corpus(folder)
        case "empty-file":
            put(folder / "a.txt", b" \n\n")
            read_corpus(folder)
        case "binary":
            put(folder / "a.txt", bytes(range(256)) * 4)
            read_corpus(folder)
        case "wrong-encoding":
            put(folder / "a.txt", TEXT.encode("big5", "ignore") + b"\xff\xff")
            read_corpus(folder)
        case "two-sources":
            put(folder / "a" / "one.txt")
            put(folder / "a" / "two.txt")
            read_corpus(folder)
        case "same-id":
            put(folder / "a.txt")
            put(folder / "a.md")
            read_corpus(folder)
        case "about-not-toml":
            put(folder / "a" / "plan.txt")
            put(folder / "a" / "about.toml", "title: 甲")
            read_corpus(folder)
        case "about-unknown-name":
            put(folder / "a" / "plan.txt")
            put(folder / "a" / "about.toml", 'titel = "甲"')
            read_corpus(folder)
        case "translation-of-other-length":
            put(folder / "a" / "plan.txt")
            put(folder / "a" / "translation.en.txt", "Plan\n")
            read_corpus(folder)


@pytest.mark.parametrize(
    ("case", "given", "expected", "remedy"),
    [
        ("missing", "no such folder", "expected a folder of documents", "check --corpus"),
        ("no-document", "holds no document", "expected .txt or .md files", "folders with one each"),
        ("empty-file", "a.txt: is empty", "expected the text of a plan", ""),
        ("binary", "a.txt: is not text", "expected UTF-8 or GB 18030", "save it again as UTF-8"),
        ("wrong-encoding", "a.txt: is not text", "expected UTF-8 or GB 18030", "save it again as UTF-8"),
        ("two-sources", "found one.txt, two.txt", "expected exactly one .txt or .md source file", ""),
        ("same-id", "two documents are called a", "", "rename one of them"),
        ("about-not-toml", "about.toml", "expected TOML with title", ""),
        ("about-unknown-name", "titel", "expected TOML with title", ""),
        ("translation-of-other-length", "has 2 lines", "expected 6, one for each line of the source", ""),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_errors_say_what_was_given_expected_and_what_to_do(
    tmp_path: Path, case: str, given: str, expected: str, remedy: str
) -> None:
    with pytest.raises(CorpusError) as caught:
        read_broken(case, tmp_path)
    message = str(caught.value)
    assert str(tmp_path) in message
    for part in (given, expected, remedy):
        assert part in message
    assert "\n" not in message


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a file that no user can read; run it on Linux")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")
    with pytest.raises(CorpusError, match=r"a\.txt: cannot be read .*expected a readable file; check its permissions"):
        read_corpus(tmp_path)


def test_a_short_file_in_gb18030_is_not_taken_for_utf_16(tmp_path: Path) -> None:
    assert decode(put(tmp_path / "a.txt", "目标".encode("gb18030"))) == "目标"
