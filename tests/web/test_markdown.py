"""An answer's Markdown becomes the few elements it is meant to be, and nothing else."""

from __future__ import annotations

import pytest

from assistant.web.markdown import markdown_to_html

MARK = '<a class="cite" href="source/x?start=1&amp;end=2#L3">[1]</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**210家（国家级）**是目标。[1]", f"<p><strong>210家（国家级）</strong>是目标。{MARK}</p>"),
        ("共：\n- 甲[1]\n- 乙", f"<p>共：</p><ul><li>甲{MARK}</li><li>乙</li></ul>"),
        ("1. 甲\n2. 乙", "<ol><li>甲</li><li>乙</li></ol>"),
        ("> 原文", "<blockquote><p>原文</p></blockquote>"),
        ("一\n二", "<p>一<br>二</p>"),
        ("|甲|\n|-|\n|1|", "<table><thead><tr><th>甲</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"),
        ("只有[2]没有出处", "<p>只有[2]没有出处</p>"),
        ("**未完", "<p>**未完</p>"),
        ("a_b_c `d` *e* $f$", "<p>a_b_c `d` *e* $f$</p>"),
        ("![x](https://elsewhere.example/a.png)", "<p>![x](https://elsewhere.example/a.png)</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<script>x</script>&lt;", "<p>&lt;script&gt;x&lt;/script&gt;&amp;lt;</p>"),
        ("**<b>粗</b>**", "<p><strong>&lt;b&gt;粗&lt;/b&gt;</strong></p>"),
    ],
)  # fmt: skip
def test_markdown(text: str, html: str) -> None:
    assert markdown_to_html(text, {1: "source/x?start=1&end=2#L3"}) == html
