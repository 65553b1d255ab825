"""What a review tells, as HTML: nested as it is, marked for eyes and ears, and escaped."""

from karmakit_build.reviewing.pack.told import line, rows, table, told
from karmakit_validators.review.formats.pieces import Piece, Row, Section, code, plain, strong


def test_a_line_marks_what_was_and_what_came_and_lets_nothing_in():
    pieces = (strong("key"), plain(": "), Piece("<b>", "gone"), Piece("&", "new"), code("a\u202eb"))
    assert line(pieces) == ('<b>key</b>: <del>&lt;b&gt;</del><ins>&amp;</ins><code>a<span class="sign">U+202E</span>b</code>')


def test_rows_that_stand_further_in_are_lists_in_their_row():
    given = [Row(0, (plain("a"),)), Row(1, (plain("b"),)), Row(2, (plain("c"),)), Row(0, (plain("d"),))]
    inner = '<ul class="rows"><li dir="auto">b<ul class="rows"><li dir="auto">c</li></ul></li></ul>'
    assert rows(given) == f'<ul class="rows"><li dir="auto">a{inner}</li><li dir="auto">d</li></ul>'
    assert rows([]) == ""


def test_the_heading_that_names_the_module_is_left_to_the_view():
    about = Section(0, "about", (plain("Module A"),), rows=(Row(0, (plain("x"),)),))
    text = Section(0, "text", (plain("Text (1)"),), rows=(Row(0, (plain("y"),)),))
    assert "Module A" not in told([about, text])
    assert "<h4>Text (1)</h4>" in told([about, text])
    assert told([Section(0, "about", (plain("Module A"),))]) == ""


def test_a_table_names_its_columns_and_rows_and_can_be_scrolled_by_keyboard():
    made = table((((plain(""),), (plain("after"),)), ((plain("words"),), (plain("5"),))), "How much")
    assert made.startswith('<div class="table" role="region" tabindex="0" aria-label="How much">')
    assert '<td></td><th scope="col">after</th>' in made
    assert '<th scope="row">words</th><td>5</td>' in made
