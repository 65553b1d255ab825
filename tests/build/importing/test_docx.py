"""A Word document becomes modules at its headings, with all that is in it, or with a word about what is not."""

import sys

import pytest
from office_files import SPACES, core, docx, drawn, inside, packed, paragraph, png

from karmakit_schemas.errors import UnusableInputError, UsageError
from karmakit_schemas.sources import Sources

RELATION_FOOTNOTES = ("footnotes", "footnotes.xml")


def bold(text: str) -> str:
    return f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(inner: str, how: str = "") -> str:
    return f"<w:tc><w:tcPr>{how}</w:tcPr>{inner if inner.startswith('<') else paragraph(inner)}</w:tc>"


def modules(done) -> list[tuple[str, str]]:
    return [(module.title, module.body) for unit in done.brought.draft.units for module in unit.modules]


def test_each_first_heading_is_a_module_and_lower_ones_stay_headings(course):
    body = paragraph("The Act at your desk", "Title") + paragraph("Who asks, and who answers.")
    body += (
        paragraph("Why", "Heading1")
        + paragraph("Because.")
        + paragraph("Since when", "berschrift2")
        + paragraph("It began in 2005.")
    )
    body += paragraph("How", "Heading1") + paragraph("Thus.")
    done = course("act.docx", docx(body))
    draft = done.brought.draft
    assert (draft.title, draft.summary) == ("The Act at your desk", "Who asks, and who answers.")
    assert modules(done) == [("Why", "Because.\n\n## Since when\n\nIt began in 2005."), ("How", "Thus.")]
    assert draft.counts == done.brought.counts
    assert draft.counts.headings == 1
    assert done.lost == []


def test_a_picture_in_the_title_of_the_document_is_not_lost(course):
    body = paragraph("The Act", "Title", inner=drawn("p", "Emblem")) + paragraph("Why", "Heading1") + paragraph("So.")
    done = course("act.docx", docx(body, {"p": ("image", "media/a.png")}, {"word/media/a.png": png()}))
    assert done.brought.draft.title == "The Act"
    assert modules(done) == [("The Act", "![Emblem](../media/a.png)"), ("Why", "So.")]


def test_hidden_text_is_told(course):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Key: B</w:t></w:r>"
    done = course("act.docx", docx(paragraph("Ask", "Heading1") + paragraph("Which?", inner=hidden)))
    assert done.lost == ["act.docx, below “Ask”: a hidden text stands in the course. Take it out, if learners should not see it"]


def test_one_first_heading_is_the_title_over_modules_from_the_second(course):
    body = (
        paragraph("The Act", "Heading1")
        + paragraph("One", "berschrift2")
        + paragraph("a")
        + paragraph("Two", "House")
        + paragraph("b")
    )
    done = course("act.docx", docx(body))
    assert done.brought.draft.title == "The Act"
    assert modules(done) == [("One", "a"), ("Two", "b")]


def test_a_long_chapter_makes_chapters_units(course):
    body = paragraph("First", "Heading1") + paragraph("Before the parts.")
    body += paragraph("Part", "berschrift2") + paragraph("word " * 2100)
    body += paragraph("Second", "Heading1") + paragraph("Short.")
    done = course("book.docx", docx(body, parts={"docProps/core.xml": core("A handbook")}))
    units = done.brought.draft.units
    assert done.brought.draft.title == "A handbook"
    assert [(unit.title, [module.title for module in unit.modules]) for unit in units] == [
        ("First", ["First", "Part"]),
        ("Second", ["Second"]),
    ]


def test_a_document_without_headings_is_one_module_named_as_the_file(course):
    done = course("Wrap up.docx", docx(paragraph("One.") + paragraph("* not a list")))
    assert modules(done) == [("Wrap up", "One.\n\n\\* not a list")]


def test_long_text_before_the_first_heading_is_a_module_of_its_own(course):
    done = course("act.docx", docx(paragraph("word " * 70) + paragraph("Why", "Heading1") + paragraph("So.")))
    assert [title for title, _ in modules(done)] == ["act", "Why"]
    assert done.brought.draft.summary == ""


def test_hindi_is_found_by_its_letters_though_word_says_english(course):
    body = paragraph("सूचना का अधिकार", "Heading1") + paragraph("तीस दिन में उत्तर दें।")
    done = course("rti.docx", docx(body))
    assert done.brought.draft.language == "hi"
    assert done.text("course.yml").count("सूचना का अधिकार") >= 1
    assert course("en.docx", docx(paragraph("Thirty days."))).brought.draft.language == "en"
    assert (
        course("told.docx", docx(paragraph("…"), parts={"docProps/core.xml": core(language="ur-PK")})).brought.draft.language
        == "ur"
    )


def test_pictures_keep_their_place_and_their_alternative_text(course):
    body = paragraph("A desk:", inner=drawn("p1", "A desk") + drawn("p2", "ignored", _decorative()) + drawn("p1", "The same desk"))
    links = {"p1": ("image", "media/image 1.png"), "p2": ("image", "media/image-1.png")}
    done = course("act.docx", docx(body, links, {"word/media/image 1.png": png(1), "word/media/image-1.png": png(2)}))
    ((_, text),) = modules(done)
    assert (
        text
        == "A desk:![A desk](../media/image-1.png)![](../media/image-1-2.png){.decorative}![The same desk](../media/image-1.png)"
    )
    assert done.brought.counts.pictures == done.brought.draft.counts.pictures == 3
    assert set(done.brought.draft.media) == {"image-1.png", "image-1-2.png"}


def _decorative() -> str:
    return '<a:extLst><a:ext uri="x"><adec:decorative val="1"/></a:ext></a:extLst>'


def test_pictures_that_no_browser_shows_or_that_lie_outside_are_told_with_their_place(course):
    body = paragraph("Why", "Heading1") + paragraph(
        "See", inner=drawn("p1", "A plan") + drawn("p2", "Far") + drawn("p3") + drawn("p4")
    )
    links = {"p1": ("image", "media/plan.emf"), "p2": ("image", "https://example.com/x.png"), "p3": ("image", "media/none.png")}
    done = course("act.docx", docx(body, links, {"word/media/plan.emf": b"\x01\0\0\0"}))
    assert done.brought.draft.counts.pictures == 4
    assert done.brought.counts.pictures == 0
    assert modules(done)[0][1] == "SeeA planFar"
    told = [line for line in done.lost if "picture" in line]
    assert told[0].startswith("act.docx, below “Why”: a picture of the kind EMF")
    assert "https://example.com/x.png; nothing is fetched" in told[1]
    assert "whose file is missing" in told[2]
    assert len(told) == 4
    assert done.brought.draft.media == {}


def test_tables_keep_their_lines_and_tell_merged_and_nested_cells(course):
    inner = table(cell("in") + cell("side"))
    body = table(
        cell("Limit") + cell("Days"),
        cell(paragraph("One") + paragraph("Two")) + cell("30 | 45"),
        cell("Both", '<w:gridSpan w:val="2"/>'),
        cell(paragraph("Inner", "Heading1") + inner) + cell("x"),
    )
    done = course("act.docx", docx(body))
    ((_, text),) = modules(done)
    assert "| Limit | Days |\n|---|---|\n| One<br>Two | 30 \\| 45 |\n| Both | |\n" in text
    assert "| Inner<br>in<br>side | x |" in text
    assert (done.brought.draft.counts.tables, done.brought.counts.tables) == (2, 1)
    assert any("span several" in line for line in done.lost)
    assert any("a table within a table" in line for line in done.lost)
    assert any("the heading “Inner” within a table" in line for line in done.lost)
    assert (done.brought.draft.counts.headings, done.brought.counts.headings) == (1, 0)


def test_notes_stand_in_the_module_that_refers_to_them(course):
    note = "<w:footnote w:id='2'>" + paragraph("Section 7(1).", inner="<w:r><w:footnoteRef/></w:r>") + "</w:footnote>"
    end = "<w:endnote w:id='2'>" + paragraph("See the Rules.") + "</w:endnote>"
    refer = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph("One", "Heading1") + paragraph("Thirty days.", inner=refer) + paragraph("Two", "Heading1", inner=refer)
    body += paragraph("Ten rupees.", inner='<w:r><w:endnoteReference w:id="2"/></w:r>')
    links = {"f": RELATION_FOOTNOTES, "e": ("endnotes", "endnotes.xml")}
    parts = {
        "word/footnotes.xml": f"<w:footnotes {SPACES}>{note}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {SPACES}>{end}</w:endnotes>",
    }
    done = course("act.docx", docx(body, links, parts))
    (_, one), (title, two) = modules(done)
    assert one == "Thirty days.[^2]\n\n[^2]: Section 7(1)."
    assert title == "Two"
    assert two == "[^2]\n\nTen rupees.[^e2]\n\n[^2]: Section 7(1).\n\n[^e2]: See the Rules."
    assert any("what the heading holds besides words" in line for line in done.lost)


def test_lists_links_emphasis_and_code_come_through(course):
    numbering = f"""<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for level, text in ((0, "Stamp"), (1, "date"), (1, "time"), (0, "File"))
    )
    body += f'<w:p>{bold("Now ")}<w:hyperlink r:id="l"><w:r><w:t>the Act</w:t></w:r></w:hyperlink></w:p>'
    body += '<w:p><w:hyperlink w:anchor="there"><w:r><w:t>below</w:t></w:r></w:hyperlink></w:p>'
    body += "".join(
        f'<w:p><w:r><w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr><w:t xml:space="preserve">{line}</w:t></w:r></w:p>'
        for line in ("if x:", "  y")
    )
    body += '<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>12 May</w:t></w:r></w:fldSimple></w:p>'
    links = {"n": ("numbering", "numbering.xml"), "l": ("hyperlink", "https://example.gov.in/act")}
    done = course("act.docx", docx(body, links, {"word/numbering.xml": numbering}))
    ((_, text),) = modules(done)
    assert text.startswith("- Stamp\n\n  1. date\n  2. time\n\n- File\n\n**Now** [the Act](https://example.gov.in/act)\n\nbelow")
    assert text.endswith("```text\nif x:\n  y\n```\n\n12 May")
    assert done.lost == ['act.docx: the link of "below" to a place that did not come along. Link it to the module where that is']


def test_lists_count_on_as_in_word_and_tell_what_they_cannot_look_like(course):
    numbering = f"""<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    </w:numbering>"""

    def item(text: str, list_: int = 1, level: int = 0) -> str:
        return paragraph(text).replace(
            "<w:p>", f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr></w:pPr>'
        )

    body = item("three") + item("four") + item("letter", level=1) + paragraph("Between.") + item("five") + item("again", 2)
    body += (
        paragraph("Between.")
        + item("on", 2)
        + paragraph("Numbered", "Heading1").replace('"Heading1"/>', '"Heading1"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    )
    done = course("act.docx", docx(body, {"n": ("numbering", "numbering.xml")}, {"word/numbering.xml": numbering}))
    text = modules(done)[0][1]
    assert "3. three\n\n4. four\n\n   1. letter\n\nBetween.\n\n5. five\n6. again\n\nBetween.\n\n2. on" in text
    assert done.lost == [
        "act.docx: the automatic numbers of headings. Write them into the headings, if the text refers to them",
        "act.docx: the numbers of a list (a, b) are 1, 2, 3 now. Look where the text refers to them",
        "act.docx: a list that counts anew right below another goes on with its numbers. Put a sentence between the two",
    ]


def test_equations_are_tex_where_they_can_be_and_told_where_not(course):
    def run(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:f><m:num>{run('a')}</m:num><m:den>{run('b')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>"
    unknown = f"<m:sPost>{run('q')}</m:sPost>"
    body = paragraph("So ", inner=f"<m:oMath>{power}{run(chr(0x2264) + chr(0x3B1))}</m:oMath>")
    body += f"<w:p><m:oMathPara><m:oMath>{fraction}</m:oMath></m:oMathPara></w:p>"
    body += paragraph("And ", inner=f"<m:oMath>{unknown}</m:oMath>")
    done = course("act.docx", docx(body))
    ((_, text),) = modules(done)
    assert text == "So ${x}^{2} \\leq \\alpha$\n\n$$\n\\frac{a}{b}\n$$\n\nAnd q"
    assert done.lost == ["act.docx: an equation (sPost) stands as its characters: q. Write it between dollar signs"]


def test_text_boxes_comments_changes_headers_and_contents_are_told(course):
    words = paragraph("In a box")
    shape = inside("w:drawing wp:anchor a:graphic a:graphicData wps:wsp wps:txbx w:txbxContent", words)
    old = inside("mc:Fallback w:pict v:shape v:textbox w:txbxContent", words)
    box = inside("w:r mc:AlternateContent", f"<mc:Choice Requires='wps'>{shape}</mc:Choice>{old}")
    body = paragraph("Contents 1", "TOC1") + paragraph("Text", inner=box)
    body += (
        "<w:p><w:del w:id='1'><w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:id='2'><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    )
    body += (
        '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    comments = f'<w:comments {SPACES}><w:comment w:id="0" w:author="Meena">{paragraph("Is this so?")}</w:comment></w:comments>'
    header = f"<w:hdr {SPACES}>{paragraph('Department of Training')}</w:hdr>"
    links = {"c": ("comments", "comments.xml"), "h": ("header", "header1.xml")}
    done = course("act.docx", docx(body, links, {"word/comments.xml": comments, "word/header1.xml": header}))
    ((_, text),) = modules(done)
    assert text == "Text\n\nIn a box\n\nnew"
    assert [line.partition(": ")[2].partition(". ")[0] for line in done.lost] == [
        "the table of contents; a course makes its own",
        "a text box stands after the paragraph that it is fixed to",
        "an embedded object (Excel.Sheet.12)",
        "a comment by Meena: “Is this so?”",
        "tracked changes are taken as accepted (1 deletion, 1 insertion)",
        "the header of the pages: “Department of Training”",
    ]


def test_a_chart_stands_as_its_figures_and_a_diagram_as_its_texts(course):
    points = "".join(f'<c:pt idx="{number}"><c:v>{value}</c:v></c:pt>' for number, value in enumerate((3, 4)))
    names = '<c:pt idx="0"><c:v>Delhi</c:v></c:pt><c:pt idx="1"><c:v>Pune</c:v></c:pt>'
    name = inside("c:tx c:strRef c:strCache", '<c:pt idx="0"><c:v>Days</c:v></c:pt>')
    series = f"{name}{inside('c:cat c:strRef c:strCache', names)}{inside('c:val c:numRef c:numCache', points)}"
    chart = f"<c:chartSpace {SPACES}>{inside('c:chart c:plotArea c:barChart c:ser', series)}</c:chartSpace>"
    texts = "".join(
        f'<dgm:pt modelId="{number}">{inside("dgm:t a:p a:r a:t", text)}</dgm:pt>' for number, text in ((1, "Ask"), (2, "Answer"))
    )
    joined = '<dgm:cxn modelId="8" srcId="9" destId="1" srcOrd="0"/><dgm:cxn modelId="7" srcId="1" destId="2" srcOrd="0"/>'
    points = f'<dgm:ptLst><dgm:pt modelId="9" type="doc"/>{texts}</dgm:ptLst>'
    data = f"<dgm:dataModel {SPACES}>{points}<dgm:cxnLst>{joined}</dgm:cxnLst></dgm:dataModel>"
    frame = inside("w:p w:r w:drawing wp:inline a:graphic a:graphicData", "{}")
    body = frame.format('<c:chart r:id="c"/>') + frame.format('<dgm:relIds r:dm="d"/>')
    links = {"c": ("chart", "charts/chart1.xml"), "d": ("diagramData", "diagrams/data1.xml")}
    done = course("act.docx", docx(body, links, {"word/charts/chart1.xml": chart, "word/diagrams/data1.xml": data}))
    ((_, text),) = modules(done)
    assert text == "| | Days |\n|---|---|\n| Delhi | 3 |\n| Pune | 4 |\n\n- Ask\n  - Answer"
    assert done.brought.draft.counts.tables == done.brought.counts.tables == 1
    assert len(done.lost) == 2


def test_macros_are_left_out_and_told(course):
    done = course("act.docm", docx(paragraph("Text"), {}, {"word/vbaProject.bin": b"\0"}))
    assert done.lost == ["act.docm: the macros. A course runs no programs; say in the text what they did"]
    assert not any(path.endswith("bin") for path in done.brought.files)


def test_the_strict_form_of_the_standard_is_read_too(course):
    data = docx(paragraph("Why", "Heading1") + paragraph("So."))
    strict = packed(
        "word/document.xml",
        "wordprocessingml.document.main",
        {
            "word/document.xml": f"<w:document {SPACES}><w:body>{paragraph('Why', 'Heading1')}</w:body></w:document>".replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
            )
        },
    )
    assert modules(course("a.docx", data))[0][0] == modules(course("b.docx", strict))[0][0] == "Why"


def _refused(course, name: str, data: bytes) -> str:
    with pytest.raises(UnusableInputError) as raised:
        course(name, data)
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "old form of Office; open it in Word and save it as a Word document",
        ),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        ("not.docx", b"Dear Sir", "not a zip file"),
        ("cut.docx", docx(paragraph("x"))[:-40], "cut off"),
        ("bomb.docx", docx(paragraph("x"), {}, {"word/media/x.png": b"\0" * 3_000_000}), "would unpack from"),
        ("up.docx", docx(paragraph("x"), {}, {"../../x.png": b"x"}), "leads out of the folder"),
        (
            "wrong.docx",
            packed("ppt/presentation.xml", "presentationml.presentation.main", {"ppt/presentation.xml": "<p/>"}),
            "no such document",
        ),
        ("none.docx", packed("word/document.xml", "wordprocessingml.document.main", {"word/x.xml": "<x/>"}), "no such document"),
        ("broken.docx", docx("<w:p>"), "no XML that can be read"),
        (
            "laughs.docx",
            packed(
                "word/document.xml",
                "wordprocessingml.document.main",
                {"word/document.xml": f'<!DOCTYPE d [<!ENTITY a "ha">]><w:document {SPACES}><w:body>&a;</w:body></w:document>'},
            ),
            "entities",
        ),
        ("deep.docx", docx("<w:sdt><w:sdtContent>" * 90 + paragraph("x") + "</w:sdtContent></w:sdt>" * 90), "deep"),
        ("span.docx", docx(table(cell("x", '<w:gridSpan w:val="many"/>'))), "not as a Word file should be"),
        ("empty.docx", docx(""), "nothing in it"),
    ],
)
def test_what_is_hostile_or_no_document_is_refused_in_one_line(course, name, data, word):
    assert word in _refused(course, name, data)


def test_what_is_nested_deep_is_read_to_its_end(course):
    box = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>", "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    for opening, closing, times in (
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 40),
        ("<w:ins>", "</w:ins>", 140),
        (*box, 20),
    ):
        done = course("deep.docx", docx(opening * times + paragraph("the end") + closing * times))
        assert "the end" in modules(done)[0][1]


def test_signs_of_ours_in_a_strangers_text_stand_for_nothing(course):
    done = course(
        "act.docx", docx(paragraph("a \ufdd00\ufdd1 b $x$ [[gap]] ::: question &lt;b&gt;", inner=drawn("no", "\ufdd00\ufdd1")))
    )
    assert modules(done)[0][1] == "a 0 b \\$x\\$ \\[\\[gap\\]\\] ::: question \\<b>0"


def test_nothing_lies_outside_the_course(course):
    body = paragraph("x", inner=drawn("p", "y"))
    done = course("act.docx", docx(body, {"p": ("image", "../../../etc/..%2Fx.png")}, {"etc/..%2Fx.png": png()}))
    assert all(path.startswith(("course.yml", "modules/", "media/")) and ".." not in path for path in done.brought.files)
    assert Sources("quiz-1", done.brought.files)


def test_without_the_library_one_line_says_what_to_install(course, monkeypatch):
    monkeypatch.setitem(sys.modules, "mammoth", None)
    monkeypatch.delitem(sys.modules, "karmakit_build.importing.readers.docx.drafting", raising=False)
    with pytest.raises(UsageError, match=r"Word files are read by mammoth; install `karmakit\[import\]`"):
        course("act.docx", docx(paragraph("x")))
