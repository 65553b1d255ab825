"""A link from one place of a source to another leads there in the course, or is told; none is ever dead."""

from office_files import docx, paragraph
from test_packages import scorm

from karmakit_build.importing.addresses import completed, scheme_of


def mark(name: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'


def test_bookmarks_and_cross_references_of_word_lead_to_modules_and_headings(course):
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> REF _Ref7 \\h </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>the fees</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    simple = '<w:fldSimple w:instr=" REF _Ref1 \\h "><w:r><w:t>why</w:t></w:r></w:fldSimple>'
    there = '<w:hyperlink w:anchor="_Ref7"><w:r><w:t>fees</w:t></w:r></w:hyperlink>'
    gone = '<w:hyperlink w:anchor="nowhere"><w:r><w:t>this</w:t></w:r></w:hyperlink>'
    body = paragraph("Why", "Heading1", inner=mark("_Ref1")) + f"<w:p>{field}{gone}</w:p>"
    body += paragraph("How", "Heading1") + paragraph("Fees", "berschrift2", inner=mark("_Ref7")) + f"<w:p>{there}{simple}</w:p>"
    done = course("act.docx", docx(body))
    assert "[the fees](how.md#fees)" in done.text("modules/why.md")
    assert "## Fees {#fees}\n\n[fees](#fees)[why](why.md)" in done.text("modules/how.md")
    assert done.lost == [
        'act.docx, below “Why”: the link of "this" to a place that did not come along. Link it to the module where that is'
    ]


def test_places_in_the_pages_of_a_package_are_found(course):
    one = '<h1>Part 0</h1><p id="top">See <a href="b.html#fees">fees</a>, <a href="#here">here</a>, <a href="#none">none</a>, '
    one += '<a href="#">top</a>.</p><h2>Here</h2><p><a name="here"></a>So.</p>'
    two = '<p>First.</p><section id="fees"><h2>The fees</h2><p><a href="a.html#top">back</a></p></section><h2 id="x">Rest</h2>'
    done = course("course.zip", scorm({"a.html": one, "b.html": two}))
    assert "See [fees](part-1.md#the-fees), [here](#here), none, top." in done.text("modules/part-0.md")
    assert "## Here {#here}" in done.text("modules/part-0.md")
    assert "## The fees {#the-fees}\n\n[back](part-0.md)\n\n## Rest\n" in done.text("modules/part-1.md")
    assert ['the link of "none" to a place that did not come along' in line for line in done.lost] == [True]


def test_what_html_names_in_markdown_is_a_place_too(book):
    one = "# One\n\n[fees](two.md#fees) [clock](#clock) [top](two.md#lead)\n\n## The clock\n\n<a id='clock'></a>Runs.\n"
    two = '# Two\n\n<a name="lead"></a>A text.\n\n<a id="fees"></a>\n\n## What to pay\n\nNone.\n'
    done = book({"one.md": one, "two.md": two})
    assert "[fees](two.md#what-to-pay) [clock](#the-clock) [top](two.md)" in done.text("modules/one.md")
    assert "## What to pay {#what-to-pay}" in done.text("modules/two.md")


def test_an_address_gets_its_scheme_only_where_that_is_certain():
    assert completed("www.example.gov.in/act?x=1") == "https://www.example.gov.in/act?x=1"
    assert completed("rti.nic.in") == "https://rti.nic.in"
    for other in (
        "www.example.org",
        "gov.in.example.org",
        "notes.gov.inside",
        "../gov.in",
        "https://example.gov.in",
        "mailto:a@b.gov.in",
    ):
        assert completed(other) == other
    assert (scheme_of("http://[x"), scheme_of("HTTPS://a"), scheme_of("page.html")) == ("", "https", "")
