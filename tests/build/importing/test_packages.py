"""A package of SCORM, cmi5 or xAPI becomes a course: its outline, its pages and media, and what its manifest asks of learners."""

import io
import zipfile

import pytest

from karmakit_build.importing.bringing import bring
from karmakit_schemas.errors import UnusableInputError

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
MANIFEST = """<?xml version="1.0"?>
<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
 <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>{metadata}</metadata>
 <organizations default="o"><organization identifier="o"><title>{title}</title>{items}</organization></organizations>
 <resources>{resources}</resources>
</manifest>"""
SCORM_2004 = """<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"><metadata><schema>ADL SCORM</schema></metadata>
 <organizations default="o"><organization identifier="o"><title>Order</title>
  <item identifier="i" identifierref="r"><title>One</title><imsss:sequencing>
  <imsss:limitConditions attemptAbsoluteDurationLimit="PT1H30M"/>
   <imsss:objectives><imsss:primaryObjective objectiveID="obj" satisfiedByMeasure="true">
    <imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing>
  </item>
  <imsss:sequencing><imsss:controlMode choice="false" flow="true"/></imsss:sequencing></organization></organizations>
 <resources><resource identifier="r" type="webcontent" href="a.html"/></resources></manifest>"""


def packed(files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return target.getvalue()


def scorm(pages, items=None, metadata="", title="A course", more=None):
    """Return a package with one item a page, or with these items."""
    names = list(pages)
    made = items or "".join(
        f'<item identifier="i{n}" identifierref="r{n}"><title>Part {n}</title></item>' for n in range(len(names))
    )
    resources = "".join(
        f'<resource identifier="r{n}" type="webcontent" adlcp:scormtype="sco" href="{name}"/>' for n, name in enumerate(names)
    )
    manifest = MANIFEST.format(metadata=metadata, title=title, items=made, resources=resources)
    return packed({"imsmanifest.xml": manifest, **pages, **(more or {})})


def module(done, title):
    (found,) = (each for each in done.parsed.modules if each.meta.title == title)
    return done.text(found.path)


def test_items_become_modules_and_those_above_them_units(course):
    items = """<item identifier="u"><title>Unit</title><item identifier="a" identifierref="r0"><title>One</title></item>
      <item identifier="v"><title>Deep</title><item identifier="b" identifierref="r1"><title>Two</title></item></item></item>
      <item identifier="c" identifierref="r2"><title>Three</title></item>"""
    done = course("course.zip", scorm({"a.html": "<p>a", "b.html": "<p>b", "c.html": "<p>c"}, items))
    assert [unit.title for unit in done.parsed.course.meta.units] == ["Unit", "Unit > Deep", "A course"]
    assert [each.meta.title for each in done.parsed.modules] == ["One", "Two", "Three"]
    assert done.lost == []


def test_a_page_keeps_text_pictures_tables_and_links_to_other_modules(course):
    page = """<html><head><title>x</title></head><body><nav><a href="b.html">Menu</a></nav><h1>Part 0</h1><h2>Why</h2>
      <p>See <a href="sub/b.html">the next</a>, <a href="paper.pdf">the paper</a>
      and <img src="IMG/Desk%20One.PNG" alt="A desk">.</p>
      <table><caption>Limits</caption><tr><th>What</th><th>Days</th></tr><tr><td>Ordinary</td><td>30</td></tr></table></body>
  </html>"""
    back = '<p>Back to <a href="../a.html#why">the first</a> <img src="../img/desk one.png" alt="again"></p>'
    more = {"img/desk one.png": PNG, "paper.pdf": b"%PDF-1.4", "style.css": "p{}"}
    done = course("course.zip", scorm({"a.html": page, "sub/b.html": back}, more=more))
    text = module(done, "Part 0")
    assert "## Why\n\nSee [the next](part-1.md), [the paper](../media/paper.pdf) and ![A desk](../media/desk-one.png)." in text
    assert "Limits\n\n| What | Days |\n|---|---|\n| Ordinary | 30 |" in text
    assert "[the first](part-0.md) ![again](../media/desk-one.png)" in module(done, "Part 1")
    assert done.brought.draft.counts == done.brought.counts
    assert done.lost == [
        "a.html: what stands around the text for finding one's way: 1 link",
        "style.css: programs, styles and schemas; a course has its own",
    ]


def test_a_video_keeps_its_captions_and_a_sound_its_name(course):
    page = """<p>Look.</p><video title="At the counter" poster="p.png"><source src="v/Film.mp4">
  <track src="v/film.vtt" kind="captions">
      </video><p><audio src="v/talk.mp3"></audio></p><iframe src="https://video.example.org/1" title="Elsewhere"></iframe>"""
    more = {"v/Film.mp4": b"\0" * 9, "v/film.vtt": "WEBVTT\n", "p.png": PNG, "v/talk.mp3": b"ID3"}
    done = course("course.zip", scorm({"a.html": page}, more=more))
    text = module(done, "Part 0")
    assert '::: video {src=media/film.mp4 captions=media/film.vtt poster=media/p.png title="At the counter"}\n:::' in text
    assert '::: audio {src=media/talk.mp3 title="talk"}\n:::' in text
    assert "[Elsewhere](https://video.example.org/1)" in text
    assert ["https://video.example.org/1" in line for line in done.lost] == [True]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('<div id="app"></div><script src="app.js"></script>', "the page is drawn by a script; nothing can be read of it."),
        ('<body><script src="story_content/user.js"></script></body>', "nothing can be read of it (Articulate Storyline)"),
        ('<h1>Loading</h1><script src="scormcontent/lib/main.js"></script>', "nothing can be read of it (Articulate Rise)"),
        ("<div></div><script>draw()</script><noscript><p>Please allow scripts.</p></noscript>", "nothing can be read of it."),
        ('<frameset><frame src="b.html"></frameset>', "there is no text on the page"),
        ("", "there is no text on the page"),
    ],
)
def test_a_page_that_a_script_draws_is_told_and_its_module_stands_empty(course, page, said):
    done = course("course.zip", scorm({"a.html": page, "b.html": "<p>Text.</p>"}))
    assert [each.meta.title for each in done.parsed.modules] == ["Part 0", "Part 1"]
    assert said in done.lost[0]


def test_what_weighs_more_than_a_module_should_is_told_and_the_language_is_that_of_the_pages(course, monkeypatch):
    monkeypatch.setattr("karmakit_build.importing.packages.taking.WHOLE_MODULE", 20)
    page = '<html lang="hi"><body><p>पाठ <img src="big.png" alt="x"></p></body></html>'
    done = course("course.zip", scorm({"a.html": page}, more={"big.png": PNG}))
    assert "big.png: it weighs 0.0 MB, and was taken along as it is" in done.lost[0]
    assert done.parsed.course.meta.language == "hi"


def test_pages_that_only_other_pages_lead_to_come_after_them(course):
    pages = {"a.html": '<p>Start <a href="x/two.html">on</a></p>'}
    more = {"x/two.html": '<h1>Two</h1><p>More <a href="three.html">on</a></p>', "x/three.html": "<title>Three</title><p>End</p>"}
    done = course("course.zip", scorm(pages, more=more))
    assert [each.meta.title for each in done.parsed.modules] == ["Part 0", "Two", "Three"]
    assert "[on](two.md)" in module(done, "Part 0")
    assert sum("it is a module of its own" in line for line in done.lost) == 2


def test_prerequisites_are_kept_where_all_must_be_done_and_else_told(course):
    items = """<item identifier="a" identifierref="r0"><title>A</title><adlcp:masteryscore>80</adlcp:masteryscore></item>
      <item identifier="b" identifierref="r1"><title>B</title><adlcp:prerequisites>a</adlcp:prerequisites></item>
      <item identifier="c" identifierref="r2"><title>C</title><adlcp:prerequisites>a&amp;b</adlcp:prerequisites></item>
      <item identifier="d" identifierref="r0"><title>D</title><adlcp:prerequisites>a|b</adlcp:prerequisites></item>"""
    done = course("course.zip", scorm({"a.html": "<p>a", "b.html": "<p>b", "c.html": "<p>c"}, items))
    assert [each.meta.requires for each in done.parsed.modules] == [(), ("a",), ("a", "b"), ()]
    assert [line.split(". ")[0] for line in done.lost] == [
        'imsmanifest.xml, item d: the condition "a|b"',
        "imsmanifest.xml, item a: the mastery score 80: only a test has one",
        "a.html, item d: opens the page of `a` again, in another way",
    ]


def test_scorm_2004_says_its_order_and_its_mark_and_time_are_told(course):
    done = course("course.zip", packed({"imsmanifest.xml": SCORM_2004, "a.html": "<p>a</p>"}))
    assert done.parsed.course.meta.order == "in-order"
    told = "\n".join(done.lost)
    assert all(word in told for word in ("objectives by id alone (obj)", "the mastery score 80", "the time limit 90 min"))


def test_metadata_become_what_the_course_says_of_itself(course):
    lom = """<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><general><title><langstring>LOM</langstring></title>
  <language>hi</language>
      <description><langstring>तीस दिन</langstring></description><keyword><langstring>RTI</langstring></keyword></general>
      <rights><description><langstring>https://creativecommons.org/licenses/by-sa/4.0/</langstring></description></rights>
      <classification><purpose><value><langstring>Educational Objective</langstring></value></purpose>
      <description><langstring>Count the days</langstring></description></classification></lom>"""
    meta = course("course.zip", scorm({"a.html": "<p>a"}, metadata=lom, title="सूचना का अधिकार")).parsed.course.meta
    assert (meta.title, meta.language, meta.summary, meta.licence) == ("सूचना का अधिकार", "hi", "तीस दिन", "CC-BY-SA-4.0")
    assert (meta.keywords, meta.outcomes[0].text) == (("RTI",), "Count the days")


def test_hindi_a_byte_order_mark_windows_line_ends_and_old_encodings(course):
    pages = {"a.html": "\ufeff<p>उत्तर कब?</p>\r\n<p>तीस दिन</p>".encode(), "b.html": "<p>caf\xe9 \x96 now</p>".encode("latin-1")}
    items = "".join(f'<item identifier="i{n}" identifierref="r{n}"><title>समय {n}</title></item>' for n in range(2))
    done = course("course.zip", scorm(pages, items))
    assert "उत्तर कब?\n\nतीस दिन" in module(done, "समय 0")
    assert "café \u2013 now" in module(done, "समय 1")


def test_a_table_that_lays_out_the_page_and_templates_of_a_script_are_read_and_told(course):
    page = """<table><tr><td><h2>Left</h2><p>one</p></td><td><table><tr><th>a</th><th>b</th></tr></table></td></tr></table>"""
    shown = """<div id="nav"><button>Next</button></div>
      <script type="text/template" data-title="First"><div>First</div><p>alpha</p><h2>Sub</h2></script>
      <script type="text/template" data-title="Second"><p>beta</p></script><script>run()</script>"""
    done = course("course.zip", scorm({"a.html": page, "b.html": shown}))
    assert "## Left\n\none\n\n| a | b |" in module(done, "Part 0")
    assert "## First\n\nalpha\n\n## Sub\n\n## Second\n\nbeta" in module(done, "Part 1")
    source, result = done.brought.draft.counts, done.brought.counts
    assert (source.headings, result.headings, source.tables, result.tables) == (4, 4, 2, 1)
    assert [line for line in done.lost if "only lays out" in line or "templates" in line] == done.lost


def test_a_quiz_that_is_a_program_is_told_with_the_number_of_its_questions(course):
    quiz = 'test.AddQuestion( new Question ("q1", "What?", C, ["a"], "a"));\ntest.AddQuestion(new Question("q2", "And?"));'
    done = course("course.zip", scorm({"a.html": "<p>Quiz</p>"}, more={"quiz.js": quiz}))
    assert (
        done.lost[0] == "quiz.js: a quiz of 2 questions, which is written as a program. Ask them again as questions of the module"
    )


def test_cmi5_keeps_blocks_objectives_and_descriptions(course):
    structure = """<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="https://x.in/c">
      <title><langstring lang="hi">समय</langstring></title><description><langstring lang="hi">तीस दिन</langstring>
  </description></course>
      <objectives><objective id="o1"><title><langstring lang="hi">गिनें</langstring></title></objective></objectives>
      <block id="b"><title><langstring lang="hi">खंड</langstring></title><au id="a" moveOn="Passed" masteryScore="0.8">
      <title><langstring lang="hi">पाठ</langstring></title><description><langstring lang="hi">पहला पाठ।</langstring></description>
      <objectives><objective idref="o1"/></objectives><url>a.html?x=1</url></au></block>
      <au id="e"><title><langstring lang="hi">बाहर</langstring></title><url>https://elsewhere.example.org/a</url></au>
  </courseStructure>"""
    done = course("course.zip", packed({"cmi5.xml": structure, "a.html": "<h1>पाठ</h1><p>यहाँ।</p>"}))
    first, second = done.parsed.modules
    meta = done.parsed.course.meta
    assert (meta.title, meta.language, [unit.title for unit in meta.units]) == ("समय", "hi", ["खंड", "समय"])
    assert [aim.text for aim in first.meta.objectives] == ["गिनें"]
    assert "पहला पाठ।\n\nयहाँ।" in done.text(first.path)
    assert "[बाहर](https://elsewhere.example.org/a)" in done.text(second.path)
    assert [line.split(": ", 1)[1].split(". ")[0] for line in done.lost] == [
        "`moveOn=Passed`, which only steers the platform",
        "the mastery score 80: only a test has one",
        "what it opens lies on another site",
    ]


def test_xapi_activities_that_are_launched_become_modules_and_the_rest_is_told(course):
    activities = """<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
      <activity id="c" type="http://adlnet.gov/expapi/activities/course"><name lang="en-IN">Desk</name>
  <description lang="en-IN">All of it</description>
      <launch lang="en-IN">a.html</launch></activity><activity id="q" type="http://adlnet.gov/expapi/activities/cmi.interaction">
      <name>Q1</name><description lang="en-IN">Which?</description></activity></activities></tincan>"""
    done = course("course.zip", packed({"tincan.xml": activities, "a.html": "<p>Text</p>"}))
    meta = done.parsed.course.meta
    assert (meta.title, meta.summary, meta.language) == ("Desk", "All of it", "en-IN")
    assert done.lost == [
        'tincan.xml, activity q: the cmi.interaction "Q1 Which?", which is launched by a page. Ask it again as a question'
    ]


def test_a_language_that_is_none_is_not_believed(course):
    activities = '<tincan><activities><activity id="c"><name lang="x: {y">Desk</name><launch>a.html</launch></activity>'
    activities += "</activities></tincan>"
    done = course("course.zip", packed({"tincan.xml": activities, "a.html": '<html lang="hi"><p>Text'}))
    assert done.parsed.course.meta.language == "hi"


def test_a_folder_is_read_as_its_zip_is_and_links_in_it_are_refused(course, tmp_path):
    with zipfile.ZipFile(io.BytesIO(scorm({"a.html": "<p>Text</p>"}))) as file:
        file.extractall(tmp_path / "unpacked")
    assert bring(tmp_path / "unpacked", "quiz-1").files == course("course.zip", scorm({"a.html": "<p>Text</p>"})).brought.files | {
        "course.yml": bring(tmp_path / "unpacked", "quiz-1").files["course.yml"]
    }
    (tmp_path / "unpacked" / "b.html").symlink_to("/etc/hostname")
    with pytest.raises(UnusableInputError, match=r"b\.html"):
        bring(tmp_path / "unpacked", "quiz-1")


def test_a_zip_that_wraps_the_package_into_a_folder_is_read_too(course):
    with zipfile.ZipFile(io.BytesIO(scorm({"a.html": "<p>Text</p>"}))) as file:
        wrapped = packed({f"export/{name}": file.read(name) for name in file.namelist()})
    assert [each.meta.title for each in course("course.zip", wrapped).parsed.modules] == ["Part 0"]


BOMB = {"imsmanifest.xml": MANIFEST.format(metadata="", title="x", items="", resources=""), "a.html": b"\0" * 40_000_000}
ENTITIES = '<!DOCTYPE manifest [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"imsmanifest.xml": SCORM_2004, "../../out.html": "x"}, "leads out of the folder"),
        ({"imsmanifest.xml": SCORM_2004, "a.html": "x", "A.HTML": "y"}, "one overwrites the other"),
        (BOMB, "would unpack from"),
        ({"imsmanifest.xml": ENTITIES + SCORM_2004.replace("Order", "&b;")}, "entities"),
        ({"imsmanifest.xml": SCORM_2004[:200]}, "this is no XML that can be read"),
        ({"imsmanifest.xml": "<manifest xmlns:adlcp='x'>" + "<a>" * 400 + "</a>" * 400 + "</manifest>"}, "deep"),
        ({"imsmanifest.xml": "<manifest xmlns:adlcp='x'/>"}, "names nothing that learners open"),
        ({"cmi5.xml": "<courseStructure/>"}, "describes no course"),
        ({"cmi5.xml": "<courseStructure><course/></courseStructure>"}, "names no assignable unit"),
        ({"tincan.xml": "<tincan/>"}, "names no activity that is launched"),
        ({"a.au": "", "a.crs": "", "a.cst": "", "a.des": ""}, "a package of AICC, which is not read"),
    ],
)
def test_what_cannot_be_trusted_or_read_is_refused_in_one_line(course, files, said):
    with pytest.raises(UnusableInputError, match=said) as error:
        course("course.zip", packed(files))
    assert "\n" not in str(error.value)


def test_addresses_that_lead_out_of_the_package_find_nothing_and_names_are_made_safe(course):
    page = """<p>x <img src="../../../etc/passwd" alt="no"> <img src="file:///etc/passwd"> <img src="img/../img/..png.%2e.png">
      <a href="javascript:alert(1)">y</a> <img src="img/&lt;b&gt; चित्र.png" alt="चित्र"> <img src="http://[::1" alt="z"></p>"""
    done = course("course.zip", scorm({"a.html": page}, more={"img/<b> चित्र.png": PNG, "img/.svg": b"<svg/>"}))
    assert sorted(path for path in done.brought.files if path.startswith("media/")) == ["media/b.png"]
    assert "javascript" not in module(done, "Part 0")
    assert done.brought.draft.counts.pictures - done.brought.counts.pictures == sum("a picture" in line for line in done.lost)


def test_three_hundred_items_of_one_title_are_three_hundred_modules(course):
    pages = {f"p{n}.html": f"<p>{n}</p>" for n in range(300)}
    items = "".join(f'<item identifier="i{n}" identifierref="r{n}"><title>समय</title></item>' for n in range(300))
    done = course("course.zip", scorm(pages, items))
    assert len({each.id for each in done.parsed.modules}) == 300
    assert [each.body.plain().strip() for each in done.parsed.modules] == [str(n) for n in range(300)]


@pytest.mark.parametrize("page", ["<span>" * 3000 + "deep", "<ul><li>" * 300 + "deep", "<p>x</p>" + "<div>" * 3000 + "deep"])
def test_a_page_nested_deeper_than_any_text_is_told(course, page):
    done = course("course.zip", scorm({"a.html": page}))
    assert any("nested deeper than any text is" in line for line in done.lost)


@pytest.mark.parametrize("page", ["<h1>" * 50_000, "<!--" * 50_000, "<script>" * 50_000, "<a" * 50_000, "<nav>" * 50_000])
def test_a_page_that_never_ends_its_elements_is_read_in_time(course, page):
    assert course("course.zip", scorm({"a.html": page})).brought.draft.counts.headings == 0


ITEM = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q" title="Limit">
 <responseDeclaration identifier="R" cardinality="single" baseType="identifier">
 <correctResponse><value>b</value></correctResponse></responseDeclaration>
 <itemBody><p>By when?</p><choiceInteraction responseIdentifier="R"><simpleChoice identifier="a">18 March</simpleChoice>
 <simpleChoice identifier="b">2 April</simpleChoice></choiceInteraction></itemBody></assessmentItem>"""


def test_questions_in_qti_are_asked_where_an_item_opens_them_and_at_the_end_where_none_does(course):
    more = {"loose.xml": ITEM.replace("By when?", "And then?"), "broken.xml": ITEM[:-9], "other.xml": "<assessmentItems/>"}
    done = course("course.zip", scorm({"a.html": "<p>Read on.", "q.xml": ITEM}, more=more))
    assert [(module.meta.title, module.meta.kind, len(module.questions)) for module in done.parsed.modules] == [
        ("Part 0", "think", 0),
        ("Part 1", "test", 1),
        ("Limit", "test", 1),
    ]
    assert [question.stem.plain() for question in done.questions] == ["By when?", "And then?"]
    assert [[option.correct for option in question.options] for question in done.questions] == [[False, True]] * 2
    assert done.brought.counts == done.brought.draft.counts
    told = [line for line in done.lost if line.startswith(("broken.xml", "loose.xml"))]
    assert "its questions, which cannot be read" in told[0]
    assert "the questions of `loose.xml` are a test of their own" in told[1]
