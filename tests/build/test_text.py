"""The text of a module as HTML."""

import pytest

SCRIPTS = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</main></body>", "{{x}}", "\x00\x0b]]>"]


@pytest.mark.parametrize("hostile", SCRIPTS)
def test_text_is_escaped_in_every_kind_of_node(make, written, hostile):
    leaf = make.node("text", text=hostile)
    html = written(
        make.paragraph(
            leaf, make.node("code", text=hostile), make.node("math", text=hostile), make.node("html_inline", text=hostile)
        ),
        make.node("code_block", text=hostile, info=hostile),
        make.node("math_block", text=hostile),
        make.node("html", text=hostile),
        make.node("callout", make.paragraph(leaf), title=hostile, kind=hostile, id=hostile),
        make.node("figure", make.paragraph(leaf), src="media/a.svg", alt=hostile, width=hostile),
        make.node("tabs", make.node("tab", make.paragraph(leaf), title=hostile)),
        make.node("video", make.paragraph(leaf), src="media/a.svg", captions="media/a.svg", title=hostile, duration=hostile),
        make.node("unknown-directive", make.paragraph(leaf)),
        files={"media/a.svg": make.SVG},
        title=hostile.replace("\x00", "").replace("\x0b", ""),
    )
    assert "<script" not in html
    assert "<img src=x" not in html
    assert "</main>" not in html
    assert "javascript:" not in html
    assert not any(sign in html for sign in "\x00\x0b")


def test_headings_start_at_two_and_have_ids_that_are_unique(make, written):
    html = written(
        make.node("heading", "A", level="1", id="same"),
        make.node("heading", "B", level="6", id="same"),
        make.node("heading", "C", level="2"),
        make.node("heading", "D", level="2"),
    )
    assert '<h2 id="same">A</h2><h6 id="same-2">B</h6><h2 id="part-1">C</h2><h2 id="part-2">D</h2>' in html


def test_a_link_out_opens_beside_the_course(make, written):
    html = written(make.paragraph(make.node("link", "law", href="https://example.org/?a=1&b=2", title="The law")))
    assert '<a href="https://example.org/?a=1&amp;b=2" title="The law" rel="noopener external" target="_blank">law</a>' in html


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "file:///x",
        "nowhere.md",
        "../../../x",
        "missing.pdf",
        "",
    ],
)
def test_a_link_that_leads_nowhere_good_is_text(make, written, href):
    assert "<p>word</p>" in written(make.paragraph(make.node("link", "word", href=href)))


def test_links_inside_the_course_lead_to_its_pages(make, written):
    html = written(
        make.paragraph(
            make.node("link", "self", href="one.md#part"),
            make.node("link", "root", href="modules/one.md"),
            make.node("link", "here", href="#part"),
            make.node("link", "mail", href="mailto:a@example.org"),
            make.node("link", "form", href="../media/a%20form.pdf"),
        ),
        files={"media/a form.pdf": b"%PDF"},
    )
    assert (
        '<a href="one.html#part">self</a><a href="one.html">root</a><a href="#part">here</a><a href="mailto:a@example.org">mail</a>'
        in html
    )
    assert '<a href="../media/a%20form.pdf" target="_blank">form</a>' in html


def test_a_picture_knows_its_size_and_loads_late(make, written):
    html = written(make.paragraph(make.node("image", src="../media/a.svg", alt="A & B")), files={"media/a.svg": make.SVG})
    assert '<img src="../media/a.svg" alt="A &amp; B" width="640" height="360" loading="lazy">' in html


def test_a_picture_scales_with_the_width_its_author_gives(make, written):
    html = written(make.node("figure", src="media/a.svg", alt="A", width="320"), files={"media/a.svg": make.SVG})
    assert 'width="320" height="180"' in html


def test_a_decorative_picture_is_silent(make, written):
    html = written(
        make.paragraph(make.node("image", src="../media/a.svg", alt="A", decorative="true")), files={"media/a.svg": make.SVG}
    )
    assert 'alt=""' in html


def test_a_missing_picture_is_its_alternative_text(make, written):
    assert "<p>A desk</p>" in written(make.paragraph(make.node("image", src="../media/none.svg", alt="A desk")))


def test_a_remote_picture_is_never_loaded(make, written):
    html = written(make.paragraph(make.node("image", src="https://example.org/a.png", alt="A")))
    assert "<img" not in html
    assert "example.org" not in html


def test_footnotes_are_numbered_as_they_are_cited_and_lead_back(make, written):
    def ref(label):
        return make.node("footnote_ref", label=label)

    html = written(
        make.paragraph("x", ref("b"), ref("a"), ref("b"), ref("none")),
        make.node("footnote", make.paragraph("first"), label="a"),
        make.node("footnote", make.paragraph("second", ref("c")), label="b"),
        make.node("footnote", make.paragraph("third"), label="c"),
        make.node("footnote", make.paragraph("never cited"), label="d"),
    )
    assert html.index("second") < html.index("first") < html.index("third")
    assert html.count('id="cite-1"') == 1
    assert html.count('href="#note-1"') == 2
    assert "never cited" not in html


def test_author_tags_are_closed_where_the_paragraph_ends(make, written):
    html = written(make.paragraph("H", make.node("html_inline", text="<sub>"), "2", make.node("html_inline", text="</mark>"), "O"))
    assert "<p>H<sub>2O</sub></p>" in html


def test_a_tag_that_is_not_on_the_list_is_shown_as_text(make, written):
    html = written(make.paragraph(make.node("html_inline", text='<a href="x" onclick="y">')))
    assert "&lt;a href=" in html


def test_attributes_of_author_tags_are_held_to_the_list(make, written):
    html = written(make.paragraph(make.node("html_inline", text='<span lang="hi" style="x" onclick="y" class="z">'), "अ"))
    assert '<span lang="hi">अ</span>' in html


def test_a_table_scrolls_on_its_own_and_names_its_columns(make, written):
    table = make.node(
        "table",
        make.node("row", make.node("cell", "A"), make.node("cell", "B", align="right"), header="1"),
        make.node("row", make.node("cell", "1"), make.node("cell", "2", align="right")),
    )
    assert (
        '<div class="table"><table><thead><tr><th scope="col">A</th><th scope="col" data-align="right">B</th></tr></thead>'
        '<tbody><tr><td>1</td><td data-align="right">2</td></tr></tbody></table></div>'
    ) in written(table)


def test_lists_keep_their_start_and_their_tightness(make, written):
    item = make.node("item", make.paragraph("one"))
    html = written(
        make.node("list", item, ordered="1", start="3", tight="1"),
        make.node("list", item, tight=""),
        make.node("list", make.node("item", make.paragraph("done"), task="x"), tight="1"),
    )
    assert '<ol start="3"><li>one</li></ol>' in html
    assert "<ul><li><p>one</p>\n</li></ul>" in html
    assert '<li class="task"><span aria-hidden="true">☑</span> done</li>' in html


def test_no_page_has_a_style_attribute_or_an_inline_script(make, written):
    html = written(
        make.node("tabs", make.node("tab", make.paragraph("x"), title="T", style="color:red")),
        make.node("details", make.paragraph("x"), title="T", onclick="x"),
    )
    assert "style=" not in html
    assert "onclick" not in html


def test_a_hundred_nested_quotations_are_written(make, written):
    nested = make.paragraph("deep")
    for _ in range(100):
        nested = make.node("quote", nested)
    assert "deep" in written(nested)
