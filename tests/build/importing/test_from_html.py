"""HTML of strangers becomes Markdown of ours: tables and lists keep their lines and their numbers."""

from karmakit_build.importing.from_html import markdown_of


def written(source: str) -> tuple[str, list[str]]:
    text, lost = markdown_of(source, "page.html", "", lambda *_: None)
    return text, [one.what for one in lost]


def test_a_cell_keeps_its_paragraphs_lists_and_breaks_as_lines():
    source = "<table><tr><td><p>One</p><p>Two</p></td><td>a<br>b</td></tr>"
    source += "<tr><td><ul><li>x</li><li>y</li></ul></td><td><ol start='3'><li>z</li></ol></td></tr></table>"
    assert written(source) == ("| One<br>Two | a<br>b |\n|---|---|\n| • x<br>• y | 3. z |", [])


def test_a_table_within_a_table_stands_once_and_is_told():
    text, lost = written("<table><tr><td>out<table><tr><td>in</td><td>side</td></tr></table></td><td>x</td></tr></table>")
    assert text == "| out<br>in<br>side | x |\n|---|---|"
    assert lost == ["a table within a table stands as lines of its cell"]


def test_a_numbered_list_begins_where_it_says():
    assert written("<ol start='4'><li>a</li><li>b</li></ol>")[0] == "4. a\n5. b"
    assert written("<ol start='-1'><li>a</li></ol>")[0] == "1. a"
