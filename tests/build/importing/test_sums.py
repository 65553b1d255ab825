"""What a source holds is what the course holds and what is told as lost: headings, pictures, tables, questions, right answers."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from test_figures import PNG
from test_packages import scorm

from karmakit_build.importing.bringing import told_of
from karmakit_build.importing.draft import NOTHING, Counts
from karmakit_build.importing.from_html import markdown_of
from karmakit_build.importing.markdown.attributes import attributed
from karmakit_build.importing.markdown.details import details
from karmakit_build.importing.markdown.tags import TAG
from karmakit_build.importing.readers import gift
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span

CLOZE = "<p>By {1:SHORTANSWER:=March~%50%April~%0%May} {1:MULTICHOICE:=18~%50%19} {1:NUMERICAL:=x}</p>"
ANSWERS = "".join(
    f'<answer fraction="{worth}"><text>{text}</text></answer>' for worth, text in ((100, "a"), (100, "a"), (100, "=b"), (50, "c"))
)
MOODLE = f"""<quiz>
<question type="cloze"><questiontext format="html"><text><![CDATA[{CLOZE}]]></text></questiontext></question>
<question type="shortanswer"><questiontext><text>Who?</text></questiontext>{ANSWERS}</question>
<question type="calculated"><questiontext format="html"><text><![CDATA[<table><tr><td><img src="x.png"></td></tr></table>]]></text>
</questiontext><answer fraction="100"><text>1</text></answer></question>
<question type="matching"><questiontext><text>Which?</text></questiontext>
<subquestion format="html"><text><![CDATA[<img src="gone.png">]]></text><answer><text>A</text></answer></subquestion>
<subquestion><text>two</text><answer><text>B</text></answer></subquestion></question>
</quiz>"""
GIFT = """What? {=%50%a =b =b =%-10%c =\\=d ####E \\= mc and <img src\\="e.png"> }

How many? {#=%100%5 =%50%6 =%0%7}

Which? {~%50%a ~%100%b ~%-50%c}

Nobody says. {=%0%wrong}
"""
PAGE = """<h1>Part 0</h1><table><tr><th><h3 id="here">Head</h3></th><td><table><tr><td>1</td><td>2</td></tr></table></td></tr>
<tr><td>3</td><td><pre><img src="a.png"> x</pre></td></tr></table><table></table><dl><dt><h4>Term</h4></dt><dd>x</dd></dl>
<table><caption>The <img src="a.png"></caption><tr><td>4</td><td>5</td></tr></table>
<video><img src="a.png"></video><canvas><img src="a.png"><h2>Drawn</h2></canvas><p><a href="#here">to it</a> and on</p>"""
LIASCRIPT = """<!--
author: A
-->

# One

<table><tr><td>[[ a | (b) ]]</td><td>[[c]]</td></tr></table>

![x](https://example.org/a.png"_Title_")

Which?

- [[![in](https://example.org/b.png)] (two)]
- [[X] ( )] row
- [( ) (X)] row
"""
REFERENCES = (
    '# One\n\n[![a][b]][c] ![d][none] ![e](f.png"g")\n\n{: .kramdown}\n---\n\n## Two\n\n[b]: https://example.org/b.png\n[c]: x.md\n'
)


@pytest.fixture
def bank(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("bank.gift").write_text("Who? {=A =%50%B}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "kind", "text", "told"),
    [
        ("bank.xml", None, MOODLE, Counts(pictures=2, tables=1, questions=1, right_answers=6)),
        ("bank.gift", None, GIFT, Counts(pictures=1, right_answers=5)),
        ("course.md", "liascript", LIASCRIPT, Counts(pictures=2, questions=1, right_answers=2)),
        ("page.md", None, REFERENCES, Counts(pictures=2)),
        ("course.zip", None, scorm({"a.html": PAGE, "a.png": PNG}), Counts(headings=1, pictures=1, tables=2)),
    ],
)
def test_what_is_not_carried_over_is_told_with_its_number(course, name, kind, text, told):
    done = course(name, text, kind)  # which sums it up, as it does for every file of these tests
    assert done.silent == {}
    assert told_of(done.brought.draft.losses) == told


def test_what_no_reader_tells_of_is_told_as_missing(bank, karmakit, monkeypatch):
    reads = gift.read
    more = Counts(pictures=2, right_answers=1)
    monkeypatch.setattr(gift, "read", lambda path: replace(reads(path), counts=reads(path).counts + more))
    done = karmakit("import", "bank.gift", "rti-bank")
    assert done.status == 1
    assert "pictures           2 in the source,     0 in the course,     2 told below" in done.out
    assert "right answers      3 in the source,     1 in the course,     2 told below" in done.out
    assert "lost: 2 of the 2 pictures in it, at places that are not known" in done.out
    assert "lost: 1 of the 3 right answers in it, at places that are not known" in done.out


def test_the_report_for_programs_holds_the_sum(bank, karmakit):
    told = json.loads(karmakit("import", "bank.gift", "rti-bank", "--format", "json").out)
    assert told["told"] == told["lost"][0]["counts"] | {"right_answers": 1}
    for name, number in told["source"].items():
        assert number == told["result"][name] + told["told"][name]


def test_counts_are_multiplied_where_a_line_stands_for_several():
    assert Counts(pictures=1, tables=2) * 3 == Counts(pictures=3, tables=6)
    assert NOTHING * 9 == NOTHING


def test_a_link_to_what_is_no_heading_in_the_course_leads_to_the_page_and_is_told(book):
    box = "::: challenge\n\n## My box\n\nDo it.\n\n:::\n"
    one = f"---\ntitle: One\nteaching: 5\nexercises: 5\n---\n\n## Start\n\nSee [it](#my-box) and [two](two.md#my-box).\n\n{box}"
    done = book({"config.yaml": "episodes:\n- one.md\n- two.md\n", "episodes/one.md": one, "episodes/two.md": one})
    assert "See [it](one.md) and [two](two.md)." in done.text("modules/one.md")
    assert [line.partition(",")[0] for line in done.lost if "my-box" in line] == [
        "modules/one.md: a link to the place `#my-box`",
        "modules/one.md: a link to the place `two.md#my-box`",
        "modules/two.md: a link to the place `#my-box`",
    ]


def test_each_caption_stays_with_its_own_figure():
    inner = "".join(f'<figure><img src="{name}.png"><figcaption>{name}</figcaption></figure>' for name in "ab")
    text, lost = markdown_of(
        f"<figure>{inner}<figcaption>Both</figcaption></figure>", "a.html", "", lambda source, _: f"../media/{source}"
    )
    assert text == "::: figure {src=media/a.png}\na\n:::\n\n::: figure {src=media/b.png}\nb\n:::\n\nBoth"
    wrapped = (
        '<figure><div id="d"><img src="a.png" aria-describedby="d"></div><figcaption>A <details>b</details></figcaption></figure>'
    )
    text, lost = markdown_of(wrapped, "a.html", "", lambda source, _: f"../media/{source}")
    assert (text, lost) == ("::: figure {src=media/a.png}\nA\n\nb\n:::", ())


@pytest.mark.parametrize(
    "text", ['<a "', "<summary>", "<details", "<details><summary>" + "<" * 40], ids=["tag", "summary", "details", "signs"]
)
def test_html_of_nothing_but_openings_is_read_in_one_go(text):
    node = Node("html", Span("a.md"), "<details>" + text * 20_000)
    (made,) = details([node])
    assert made.attrs == {"title": "More"}


def test_attributes_of_pictures_and_tags_are_read_in_one_go():
    nodes = [Node("image", Span("a.md"), "", {"src": "a.png", "alt": ""}), Node("text", Span("a.md"), "{" + "a" * 100_000 + "}")]
    assert attributed(nodes) == nodes
    assert not list(TAG.finditer('<a "' * 20_000))
