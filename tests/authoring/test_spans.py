"""Every node says exactly where it stands: line and column of its first character, and of the one after its last."""

import textwrap
from collections.abc import Callable

import pytest

from karmakit_authoring.dialect import Document
from karmakit_schemas.nodes import Node

Read = Callable[[str], Document]
Outline = Callable[[Node], list[str]]

CASES = {
    "a paragraph with markup": (
        "Say *one* **two** ~~three~~ `four`.\n",
        """\
        paragraph 1:1-36
          text 1:1-5 'Say '
          emphasis 1:5-10
            text 1:6-9 'one'
          text 1:10-11 ' '
          strong 1:11-18
            text 1:13-16 'two'
          text 1:18-19 ' '
          strike 1:19-28
            text 1:21-26 'three'
          text 1:28-29 ' '
          code 1:29-35 'four'
          text 1:35-36 '.'
        """,
    ),
    "strong in emphasis, sharing a delimiter": (
        "***a** b*\n",
        """\
        paragraph 1:1-10
          emphasis 1:1-10
            strong 1:2-7
              text 1:4-5 'a'
            text 1:7-9 ' b'
        """,
    ),
    "a paragraph over lines, with both breaks": (
        "one  \n   two\\\nthree\nfour",
        """\
        paragraph 1:1-4:5
          text 1:1-4 'one'
          line_break 1:4-2:4
          text 2:4-7 'two'
          line_break 2:7-3:1
          text 3:1-6 'three'
          soft_break 3:6-4:1
          text 4:1-5 'four'
        """,
    ),
    "entities and escapes are texts of their own": (
        "a &amp; b \\* c\n",
        """\
        paragraph 1:1-15
          text 1:1-3 'a '
          text 1:3-8 '&'
          text 1:8-11 ' b '
          text 1:11-13 '*'
          text 1:13-15 ' c'
        """,
    ),
    "Hindi is counted in code points": (
        "यह **हिन्दी** है\n",
        """\
        paragraph 1:1-17
          text 1:1-4 'यह '
          strong 1:4-14
            text 1:6-12 'हिन्दी'
          text 1:14-17 ' है'
        """,
    ),
    "an emoji is one column, however many bytes": (
        "😀 *a*\n",
        """\
        paragraph 1:1-6
          text 1:1-3 '😀 '
          emphasis 1:3-6
            text 1:4-5 'a'
        """,
    ),
    "links and pictures": (
        'See [the *Act*](act.md "Title"), ![a desk](desk.svg){.decorative width=300} <https://x.in>\n',
        """\
        paragraph 1:1-91
          text 1:1-5 'See '
          link 1:5-32 href=act.md title=Title
            text 1:6-10 'the '
            emphasis 1:10-15
              text 1:11-14 'Act'
          text 1:32-34 ', '
          image 1:34-76 alt=a desk decorative=true src=desk.svg width=300
          text 1:76-77 ' '
          link 1:77-91 href=https://x.in
            text 1:78-90 'https://x.in'
        """,
    ),
    "a link by reference": (
        "See [the Act][a].\n\n[a]: act.md\n",
        """\
        paragraph 1:1-18
          text 1:1-5 'See '
          link 1:5-17 href=act.md
            text 1:6-13 'the Act'
          text 1:17-18 '.'
        """,
    ),
    "inline HTML, comments, formulas": (
        "H<sub>2</sub>O <!-- note --> $a^2$ for $5 or $6\n",
        """\
        paragraph 1:1-48
          text 1:1-2 'H'
          html_inline 1:2-7 '<sub>'
          text 1:7-8 '2'
          html_inline 1:8-14 '</sub>'
          text 1:14-16 'O '
          comment 1:16-29 'note'
          text 1:29-30 ' '
          math 1:30-35 'a^2'
          text 1:35-48 ' for $5 or $6'
        """,
    ),
    "headings, with and without an anchor": (
        "## The clock {#clock}\n\n### *Closed* ##\n\nUnder\nlined\n-----\n",
        """\
        heading 1:1-22 id=clock level=2
          text 1:4-13 'The clock'
        heading 3:1-16 level=3
          emphasis 3:5-13
            text 3:6-12 'Closed'
        heading 5:1-7:6 level=2
          text 5:1-6 'Under'
          soft_break 5:6-6:1
          text 6:1-6 'lined'
        """,
    ),
    "a nested list in a quote in a directive": (
        "::: callout {kind=tip}\n> 1. one\n>    - *two*\n>\n>      three\n> 2. four\n:::\n",
        """\
        callout 1:1-7:4 kind=tip
          quote 2:1-6:10
            list 2:3-6:10 ordered=1 tight=1
              item 2:3-5:13
                paragraph 2:6-9
                  text 2:6-9 'one'
                list 3:6-5:13
                  item 3:6-5:13
                    paragraph 3:8-13
                      emphasis 3:8-13
                        text 3:9-12 'two'
                    paragraph 5:8-13
                      text 5:8-13 'three'
              item 6:3-10
                paragraph 6:6-10
                  text 6:6-10 'four'
        """,
    ),
    "a lazy line of a quote": (
        "> one\ntwo\n>three\n",
        """\
        quote 1:1-3:7
          paragraph 1:3-3:7
            text 1:3-6 'one'
            soft_break 1:6-2:1
            text 2:1-4 'two'
            soft_break 2:4-3:2
            text 3:2-7 'three'
        """,
    ),
    "tabs are one column each": (
        "-\tone\n\n\ttwo\n>\tthree\n",
        """\
        list 1:1-3:5
          item 1:1-3:5
            paragraph 1:3-6
              text 1:3-6 'one'
            paragraph 3:2-5
              text 3:2-5 'two'
        quote 4:1-8
          paragraph 4:3-8
            text 4:3-8 'three'
        """,
    ),
    "tasks": (
        "- [ ] open\n- [x] *done*\n- [X]  wide\n- [y] none\n",
        """\
        list 1:1-4:11 tight=1
          item 1:1-11 task=open
            paragraph 1:7-11
              text 1:7-11 'open'
          item 2:1-13 task=x
            paragraph 2:7-13
              emphasis 2:7-13
                text 2:8-12 'done'
          item 3:1-12 task=x
            paragraph 3:8-12
              text 3:8-12 'wide'
          item 4:1-11
            paragraph 4:3-11
              text 4:3-11 '[y] none'
        """,
    ),
    "a table with an escaped pipe, a short row and a long one": (
        "| A | B |\n|:--|--:|\n| x \\| y *z* | `c\\|d` |\n| e |\n  f | g | h\n",
        """\
        table 1:1-5:12
          row 1:1-10 header=1
            cell 1:3-4 align=left
              text 1:3-4 'A'
            cell 1:7-8 align=right
              text 1:7-8 'B'
          row 3:1-24
            cell 3:3-13 align=left
              text 3:3-10 'x | y '
              emphasis 3:10-13
                text 3:11-12 'z'
            cell 3:16-22 align=right
              code 3:16-22 'c|d'
          row 4:1-6 cells=1
            cell 4:3-4 align=left
              text 4:3-4 'e'
            cell 4:6-6 align=right
          row 5:3-12 cells=3
            cell 5:3-4 align=left
              text 5:3-4 'f'
            cell 5:7-8 align=right
              text 5:7-8 'g'
        """,
    ),
    "a table in a quote in a list": (
        "- > | A |\n  > |---|\n  > | *b* |\n",
        """\
        list 1:1-3:12
          item 1:1-3:12
            quote 1:3-3:12
              table 1:5-3:12
                row 1:5-10 header=1
                  cell 1:7-8
                    text 1:7-8 'A'
                row 3:5-12
                  cell 3:7-10
                    emphasis 3:7-10
                      text 3:8-9 'b'
        """,
    ),
    "terms, several to a definition, and footnotes": (
        "Dak {#dak}\n: Letters.[^n]\n\nNote\n: One\n: Two\n\n[^n]: A *note*.\n",
        """\
        definition_list 1:1-6:6 tight=1
          term 1:1-11 id=dak
            text 1:1-4 'Dak'
          definition 2:1-15
            paragraph 2:3-15
              text 2:3-11 'Letters.'
              footnote_ref 2:11-15 label=n
          term 4:1-5
            text 4:1-5 'Note'
          definition 5:1-6
            paragraph 5:3-6
              text 5:3-6 'One'
          definition 6:1-6
            paragraph 6:3-6
              text 6:3-6 'Two'
        footnote 8:1-16 label=n
          paragraph 8:7-16
            text 8:7-9 'A '
            emphasis 8:9-15
              text 8:10-14 'note'
            text 8:15-16 '.'
        """,
    ),
    "alerts": (
        "> [!IMPORTANT]\n> Life: **48** hours.\n\n> [!tip] no alert\n",
        """\
        alert 1:1-2:22 kind=important
          paragraph 2:3-22
            text 2:3-9 'Life: '
            strong 2:9-15
              text 2:11-13 '48'
            text 2:15-22 ' hours.'
        quote 4:1-18
          paragraph 4:3-18
            text 4:3-18 '[!tip] no alert'
        """,
    ),
    "leaves: code, formula, rule, comment, HTML": (
        "```py\nx = 1\n```\n\n    code\n\n$$\na^2\n$$\n\n***\n\n<!-- a\n\nb -->\n\n<div>\nx\n</div>\n",
        """\
        code_block 1:1-3:4 'x = 1\\n' info=py
        code_block 5:5-9 'code\\n'
        math_block 7:1-9:3 'a^2'
        rule 11:1-4
        comment 13:1-15:6 'a\\n\\nb'
        html 17:1-19:7 '<div>\\nx\\n</div>\\n'
        """,
    ),
    "directives in each other": (
        ':::: figure {#desk src=desk.svg alt="A desk"}\nThe desk.\n\n::: description\nLeft, a *counter*.\n:::\n::::\n',
        """\
        figure 1:1-7:5 alt=A desk id=desk src=desk.svg
          paragraph 2:1-10
            text 2:1-10 'The desk.'
          description 4:1-6:4
            paragraph 5:1-19
              text 5:1-9 'Left, a '
              emphasis 5:9-18
                text 5:10-17 'counter'
              text 5:18-19 '.'
        """,
    ),
    "a directive in a list": (
        "- a\n\n  ::: details {title=More}\n  *b*\n  :::\n",
        """\
        list 1:1-5:6
          item 1:1-5:6
            paragraph 1:3-4
              text 1:3-4 'a'
            details 3:3-5:6 title=More
              paragraph 4:3-6
                emphasis 4:3-6
                  text 4:4-5 'b'
        """,
    ),
    "an odd number of tildes": (
        "~~a~~~ b\n",
        """\
        paragraph 1:1-9
          strike 1:1-6
            text 1:3-4 'a'
          text 1:6-9 '~ b'
        """,
    ),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_every_node_stands_exactly_where_it_says(text: str, wanted: str, document: Read, outline: Outline) -> None:
    found = document(text)
    assert found.findings == ()
    lines = [line[2:] for line in outline(found.node)[1:]]
    assert "\n".join(lines) == textwrap.dedent(wanted).rstrip("\n")


@pytest.mark.parametrize("ends", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_other_line_ends_change_no_place(ends: str, document: Read) -> None:
    text = "# A\n\n> - *b*\n>   c\n\n::: callout\nd\n:::\n"
    assert document(text.replace("\n", ends)).node == document(text).node


def test_a_nul_byte_is_one_column_and_no_end_of_the_text(document: Read, outline: Outline) -> None:
    assert outline(document("a\0b *c*").node)[2:] == [
        "    text 1:1-5 'a\ufffdb '",
        "    emphasis 1:5-8",
        "      text 1:6-7 'c'",
    ]


def test_places_count_from_the_top_of_the_file_not_of_the_text(parsed, head) -> None:
    (module,) = parsed({"modules/one.md": f"{head}\nFirst *word*.\n"}).modules
    emphasis = next(node for node in module.body.walk() if node.kind == "emphasis")
    assert str(emphasis.span) == "modules/one.md:7:7"


def test_a_byte_order_mark_is_no_column(parsed, head) -> None:
    (module,) = parsed({"modules/one.md": b"\xef\xbb\xbf" + f"{head}\nFirst.\n".encode()}).modules
    assert str(module.place("title")) == "modules/one.md:2:8"
