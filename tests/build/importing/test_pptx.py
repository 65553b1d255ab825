"""A presentation becomes modules of slides, with texts, notes, tables and pictures, or with a word about what is not there."""

import sys

import pytest
from office_files import SPACES, changed, core, docx, framed, inside, packed, paragraph, pictured, png, pptx, shape, titled

from karmakit_schemas.errors import UnusableInputError, UsageError

IMAGE = ("image", "../media/image1.png")


def units(done) -> list[tuple[str, list[str]]]:
    return [(unit.title, [module.title for module in unit.modules]) for unit in done.brought.draft.units]


def bodies(done) -> list[str]:
    return [module.body for unit in done.brought.draft.units for module in unit.modules]


def test_titles_are_headings_and_the_notes_stand_after_the_text(course):
    slides = [titled("The Act") + shape("Training", "subTitle", 1), titled("Why") + shape("One\nTwo", "body", 1), titled("How")]
    done = course("act.pptx", pptx(slides, opening=(1,), notes={2: "Say why.\nThen go on.", 3: "Thus."}))
    assert done.brought.draft.title == "The Act"
    assert units(done) == [("The Act", ["The Act"])]
    assert bodies(done) == ["- Training\n\n## Why\n\n- One\n- Two\n\nSay why.\n\nThen go on.\n\n## How\n\nThus."]
    assert done.brought.draft.counts == done.brought.counts
    assert done.brought.draft.language == "en"
    assert done.lost == []


def test_sections_are_units_and_slides_that_open_begin_modules(course):
    slides = [titled(name) + shape("x") for name in ("Course", "Part one", "a", "Part two", "b", "c")]
    data = pptx(slides, opening=(1, 2, 4), sections={"Basics": (1, 2, 3, 4, 5), "More": (6,)})
    done = course("act.pptx", data)
    assert units(done) == [("Basics", ["Course", "Part two"]), ("More", ["c"])]
    assert done.brought.draft.counts.headings == done.brought.counts.headings == 3


def test_many_slides_without_sections_are_cut_about_every_five_minutes(course):
    done = course("act.pptx", pptx([titled(f"Slide {number}") + shape("word " * 100) for number in range(1, 31)]))
    ((_, titles),) = units(done)
    assert titles == ["Slide 1", "Slide 11", "Slide 21"]
    assert done.brought.counts.headings == 27


def test_hindi_slides_say_their_language(course):
    text = '<a:p><a:r><a:rPr lang="hi-IN"/><a:t>सूचना का अधिकार</a:t></a:r></a:p>'
    done = course("rti.pptx", pptx([shape(text, "title") + shape("<a:p><a:r><a:t>तीस दिन</a:t></a:r></a:p>")]))
    assert (done.brought.draft.language, done.brought.draft.title) == ("hi", "सूचना का अधिकार")


def test_tables_pictures_and_groups_come_in_their_order(course):
    row = "<a:tr>{}</a:tr>"
    cells = "<a:tc{}><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    rows = row.format(cells.format("", "Limit") + cells.format("", "Days"))
    rows += row.format(cells.format(' gridSpan="2"', "Both") + cells.format(' hMerge="1"', ""))
    frame = framed(f"<a:tbl>{rows}</a:tbl>")
    names = '<p:nvGrpSpPr><p:cNvPr id="6" name="g"/></p:nvGrpSpPr><p:grpSpPr/>'
    group = f"<p:grpSp>{names}{pictured('i', 'A desk')}{shape('below it')}</p:grpSp>"
    decorated = pictured("i", "no", '<a:extLst><a:ext uri="x"><adec:decorative val="1"/></a:ext></a:extLst>')
    done = course("act.pptx", pptx([titled("T") + group + frame + decorated], {1: {"i": IMAGE}}, {"ppt/media/image1.png": png()}))
    (text,) = bodies(done)
    assert text.split("\n\n") == [
        "![A desk](../media/image1.png)",
        "below it",
        "| Limit | Days |\n|---|---|\n| Both | |",
        "![](../media/image1.png){.decorative}",
    ]
    assert done.brought.counts.pictures == done.brought.draft.counts.pictures == 2
    assert done.brought.counts.tables == done.brought.draft.counts.tables == 1
    assert done.lost == [
        "act.pptx, slide 1: a table has cells that span several; each stands once, in its first place. Look at the table"
    ]


def test_slides_in_another_order_than_their_files_keep_their_own_pictures_and_notes(course):
    slides = [titled("Later") + pictured("i", "b"), titled("Sooner") + pictured("i", "a")]
    links = {1: {"i": ("image", "../media/b.png")}, 2: {"i": ("image", "../media/a.png")}}
    data = pptx(slides, links, {"ppt/media/a.png": png(1), "ppt/media/b.png": png(2)}, notes={1: "of b", 2: "of a"})
    data = changed(data, "ppt/presentation.xml", 'r:id="s1"', 'r:id="s0"')
    data = changed(data, "ppt/presentation.xml", 'r:id="s2"', 'r:id="s1"')
    done = course("act.pptx", changed(data, "ppt/presentation.xml", 'r:id="s0"', 'r:id="s2"'))
    assert done.brought.draft.title == "Sooner"
    assert bodies(done) == ["![a](../media/a.png)\n\nof a\n\n## Later\n\n![b](../media/b.png)\n\nof b"]


def test_emphasis_links_breaks_and_code_come_through(course):
    body = (
        '<a:p><a:r><a:rPr b="1"/><a:t>Now</a:t></a:r><a:r><a:rPr b="1"/><a:t> then</a:t></a:r><a:r><a:t> H</a:t></a:r>'
        '<a:r><a:rPr baseline="-25000"/><a:t>2</a:t></a:r><a:r><a:t>O</a:t></a:r><a:br/>'
        '<a:r><a:rPr><a:hlinkClick r:id="l"/></a:rPr>'
        "<a:t>the Act</a:t></a:r></a:p>"
        '<a:p><a:r><a:rPr><a:hlinkClick r:id="j" action="ppaction://hlinksldjump"/></a:rPr><a:t>back</a:t></a:r></a:p>'
    )
    code = "".join(
        f'<a:p><a:r><a:rPr><a:latin typeface="Courier New"/></a:rPr><a:t>{line}</a:t></a:r></a:p>' for line in ("if x:", "  y")
    )
    links = {1: {"l": ("hyperlink", "https://example.gov.in/act"), "j": ("slide", "slide1.xml")}}
    done = course("act.pptx", pptx([titled("T") + shape(body + code)], links))
    assert bodies(done) == [
        "**Now then** H<sub>2</sub>O\\\n[the Act](https://example.gov.in/act)\n\nback\n\n```text\nif x:\n  y\n```"
    ]
    assert done.lost == ["act.pptx, slide 1: the link of “back” to another slide. Link it to the module where that is"]


def test_lists_nest_by_level_and_are_none_where_the_slide_says_so(course):
    levels = "".join(
        f'<a:p><a:pPr lvl="{level}">{how}</a:pPr><a:r><a:t>{text}</a:t></a:r></a:p>'
        for level, how, text in (
            (0, "", "One"),
            (1, '<a:buAutoNum type="arabicPeriod"/>', "first"),
            (1, '<a:buAutoNum type="arabicPeriod"/>', "second"),
            (0, "<a:buNone/>", "Plain"),
        )
    )
    done = course("act.pptx", pptx([titled("T") + shape(levels, "body", 1)]))
    assert bodies(done) == ["- One\n\n  1. first\n  2. second\n\nPlain"]


def test_equations_charts_and_diagrams_are_read(course):
    formula = inside("a:p a14:m m:oMathPara m:oMath", f"<m:rad><m:deg/>{inside('m:e m:r m:t', 'x')}</m:rad>")
    choice = f"<mc:Choice Requires='a14'>{shape(formula)}</mc:Choice>{inside('mc:Fallback', shape('picture'))}"
    values = inside("c:chart c:ser c:val c:numCache", '<c:pt idx="0"><c:v>3</c:v></c:pt>')
    chart = f"<c:chartSpace {SPACES}>{values}</c:chartSpace>"
    point = f'<dgm:pt modelId="1">{inside("dgm:t a:p a:r a:t", "Ask")}</dgm:pt>'
    data = f"<dgm:dataModel {SPACES}>{inside('dgm:ptLst', point)}</dgm:dataModel>"
    links = {1: {"c": ("chart", "../charts/chart1.xml"), "d": ("diagramData", "../diagrams/data1.xml")}}
    slide = titled("T") + inside("mc:AlternateContent", choice) + framed('<c:chart r:id="c"/>') + framed('<dgm:relIds r:dm="d"/>')
    done = course("act.pptx", pptx([slide], links, {"ppt/charts/chart1.xml": chart, "ppt/diagrams/data1.xml": data}))
    assert bodies(done) == ["$$\n\\sqrt{x}\n$$\n\n| | |\n|---|---|\n| 1 | 3 |\n\n- Ask"]
    assert done.brought.draft.counts.tables == done.brought.counts.tables == 1
    assert ["a chart" in line or "a diagram" in line for line in done.lost] == [True, True]


def test_a_video_comes_along_where_browsers_play_it(course):
    media = {"ppt/media/media1.mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 16, "ppt/media/media2.wmv": b"0&\xb2u"}
    inner = '<a:videoFile r:link="{0}"/>'
    slide = titled("T") + pictured("i", "At the counter", medium=inner.format("v")) + pictured("i", medium=inner.format("w"))
    slide += pictured("i", medium=inner.format("y"))
    links = {
        "i": IMAGE,
        "v": ("video", "../media/media1.mp4"),
        "w": ("video", "../media/media2.wmv"),
        "y": ("video", "https://example.com/v"),
    }
    done = course("act.pptx", pptx([slide], {1: links}, {"ppt/media/image1.png": png(), **media}))
    assert bodies(done) == ['::: video {src=media/media1.mp4 title="At the counter"}\n\n:::']
    assert "media/media1.mp4" in done.brought.files
    assert done.brought.draft.counts.pictures == 0
    assert [line.partition(": ")[2].partition(". ")[0] for line in done.lost] == [
        "a video came without captions and a transcript",
        "a video of the kind WMV, which browsers do not play",
        "a video outside the file, https://example.com/v",
    ]


def test_what_has_no_place_in_a_course_is_told_once_with_its_slides(course):
    moving = "AFTER<p:transition/><p:timing><p:tnLst><p:animEffect/></p:tnLst></p:timing>"
    line = '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="5" name="l"/></p:nvCxnSpPr><p:spPr/></p:cxnSp>'
    frame = framed('<p:oleObj progId="Excel.Sheet.12"/>')
    slides = [
        titled("One") + line + line + shape("Department", "ftr", 11) + shape("1", "sldNum", 12) + moving,
        shape("no title") + line + shape("Department", "ftr", 11) + moving,
        "HIDDEN" + titled("Spare") + pictured("i", "x"),
        titled("Two") + pictured("e", "A plan") + frame + shape("go", more='<a:hlinkClick r:id="l"/>'),
    ]
    links = {
        3: {"i": IMAGE},
        4: {
            "e": ("image", "../media/plan.emf"),
            "l": ("hyperlink", "https://example.com/"),
            "c": ("comments", "../comments/comment1.xml"),
        },
    }
    comment = f'<p:cmLst {SPACES}><p:cm authorId="0"><p:text>Is this so?</p:text></p:cm></p:cmLst>'
    parts = {"ppt/media/image1.png": png(), "ppt/media/plan.emf": b"\1\0\0\0", "ppt/comments/comment1.xml": comment}
    done = course("act.pptx", pptx(slides, links, parts))
    assert [line.removeprefix("act.pptx").partition(". ")[0] for line in done.lost] == [
        ", slides 1, 2: drawn lines and shapes without a text (3 times)",
        ", slide 2: a slide without a title; its text follows that of the slide before",
        ", slide 3: a hidden slide, “Spare”, with 1 picture",
        ", slide 4: a picture of the kind EMF, which browsers do not show",
        ", slide 4: an embedded object (Excel.Sheet.12)",
        ", slide 4: the link of a shape to https://example.com/",
        ", slide 4: a comment: “Is this so?”",
        ", slides 1, 2: animations and transitions; all is there at once",
        ": what stands at the foot of slides: “Department”",
    ]
    assert bodies(done) == ["no title\n\n## Two\n\nA plan\n\ngo"]
    assert done.brought.draft.counts.headings == done.brought.counts.headings + 1


def test_hidden_shapes_and_unknown_graphics_are_told(course):
    group = f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="6" name="g" hidden="1"/></p:nvGrpSpPr><p:grpSpPr/>{shape("the answer")}</p:grpSp>'
    done = course("act.pptx", pptx([titled("T") + group + framed("<a:new/>") + shape("seen")]))
    assert bodies(done) == ["seen"]
    assert [line.partition(": ")[2].partition(". ")[0] for line in done.lost] == [
        "a hidden shape",
        "a graphic of a kind that is not read",
    ]


def test_titles_of_programs_are_no_titles_of_courses(course):
    done = course("Deck.pptx", pptx([shape("text")], parts={"docProps/core.xml": core("PowerPoint Presentation")}))
    assert done.brought.draft.title == "Deck"
    assert course("d.pptx", pptx([shape("text")], parts={"docProps/core.xml": core("The Act")})).brought.draft.title == "The Act"


def test_a_hundred_and_fifty_slides_are_read(course):
    done = course("big.pptx", pptx([titled(f"Slide {number}") + shape("word " * 10) for number in range(150)]))
    modules = sum(len(titles) for _, titles in units(done))
    assert modules + done.brought.counts.headings == 150


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("old.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as a presentation (.pptx)"),
        ("locked.pptx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("not.pptx", b"Dear Sir", "not a zip file"),
        ("wrong.pptx", docx(paragraph("x")), "no such document"),
        ("bomb.pptx", pptx([titled("x")], parts={"ppt/media/x.png": b"\0" * 3_000_000}), "would unpack from"),
        ("entity.pptx", pptx([titled("x")], parts={"ppt/x.xml": '<!DOCTYPE d [<!ENTITY a "ha">]><d>&a;</d>'}), "entities"),
        ("gone.pptx", pptx([titled("x")], {1: {"layout": ("image", "../media/none.png")}}), "not as a PowerPoint file should be"),
        (
            "bare.pptx",
            packed(
                "ppt/presentation.xml", "presentationml.presentation.main", {"ppt/presentation.xml": f"<p:presentation {SPACES}/>"}
            ),
            "nothing in it",
        ),
        ("empty.pptx", pptx([]), "nothing in it"),
    ],
)
def test_what_is_hostile_or_no_presentation_is_refused_in_one_line(course, name, data, word):
    with pytest.raises(UnusableInputError) as raised:
        course(name, data)
    assert word in str(raised.value)
    assert "\n" not in str(raised.value)


def test_without_the_library_one_line_says_what_to_install(course, monkeypatch):
    monkeypatch.setitem(sys.modules, "pptx", None)
    monkeypatch.delitem(sys.modules, "karmakit_build.importing.readers.pptx.drafting", raising=False)
    with pytest.raises(UsageError, match=r"slides are read by python-pptx; install `karmakit\[import\]`"):
        course("act.pptx", pptx([titled("x")]))
