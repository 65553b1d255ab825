"""A Common Cartridge becomes a course: pages, links, topics, assignments, tests and banks in the order of its outline."""

import io
import zipfile

import pytest

from karmakit_schemas.errors import UnusableInputError

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest">
 <metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion><lomimscc:lom><lomimscc:general><lomimscc:title>
  <lomimscc:string language="en">Cartridge</lomimscc:string></lomimscc:title></lomimscc:general></lomimscc:lom></metadata>
 <organizations><organization identifier="org" structure="rooted-hierarchy"><item identifier="root">ITEMS</item></organization>
  </organizations>
 <resources>RESOURCES</resources></manifest>"""
QTI = """<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="Own title">
  <qtimetadata><qtimetadatafield>
 <fieldlabel>cc_profile</fieldlabel><fieldentry>cc.exam.v0p1</fieldentry></qtimetadatafield><qtimetadatafield>
  <fieldlabel>qmd_timelimit</fieldlabel>
 <fieldentry>20</fieldentry></qtimetadatafield></qtimetadata><section ident="s"><item ident="q1" title="Due">
 <presentation><material>
  <mattext texttype="text/html">&lt;p&gt;By when? &lt;img src="$IMS-CC-FILEBASE$/desk.png" alt="A desk"&gt;&lt;/p&gt;</mattext>
 </material><response_lid ident="r" rcardinality="Single"><render_choice><response_label ident="1"><material>
  <mattext>18 March</mattext></material>
 </response_label><response_label ident="2"><material><mattext>2 April</mattext></material></response_label></render_choice>
  </response_lid>
 </presentation><resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
  <respcondition>
 <conditionvar><varequal respident="r">2</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar>
  </respcondition></resprocessing>
 </item></section></assessment></questestinterop>"""
BANK = QTI.replace('<assessment ident="a" title="Own title">', '<objectbank ident="b">').replace("</assessment>", "</objectbank>")
PAGE = """<html><head><title>Welcome</title></head><body><h2>Welcome</h2>
  <p>See <a href="$WIKI_REFERENCE$/pages/second-page">two</a> and
 <img src="$IMS-CC-FILEBASE$/desk.png?canvas_download=1" alt="A desk"></p></body></html>"""
TOPIC = """<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1"><title>चर्चा</title>
 <text texttype="text/html">&lt;p&gt;What &lt;b&gt;changes&lt;/b&gt; on Monday?&lt;/p&gt;</text></topic>"""
LINK = """<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"><title>The Act</title>
  <url href="https://www.indiacode.nic.in"/></webLink>"""
TOOL = """<cartridge_basiclti_link xmlns="http://www.imsglobal.org/xsd/imslticc_v1p0" xmlns:blti="http://www.imsglobal.org/xsd/imsbasiclti_v1p0">
 <blti:title>A tool</blti:title><blti:launch_url>https://tool.example.org/launch</blti:launch_url></cartridge_basiclti_link>"""
ASSIGNMENT = """<assignment identifier="x"><title>Write a reply</title><points_possible>10</points_possible>
 <submission_types>online_text_entry</submission_types></assignment>"""
SETTINGS = """<course xmlns="http://canvas.instructure.com/xsd/cccv1p0"><title>RTI at the desk</title><license>cc_by_sa</license>
 <start_at>2026-01-01T00:00:00</start_at></course>"""
ITEMS = """<item identifier="u1"><title>Week 1</title>
  <item identifier="i1" identifierref="page"><title>Welcome</title></item><item identifier="h"><title>Readings</title></item>
  <item identifier="i2" identifierref="link"><title>The Act</title></item><item identifier="i3" identifierref="topic">
  <title>Talk</title></item></item>
 <item identifier="u2"><title>Week 2</title><item identifier="i4" identifierref="quiz"><title>Quiz</title></item>
  <item identifier="i5" identifierref="assignment"><title>Write</title></item><item identifier="i6" identifierref="tool">
  <title>Tool</title></item></item>"""
RESOURCES = """<resource identifier="page" type="webcontent" href="wiki_content/welcome.html">
  <file href="wiki_content/welcome.html"/></resource>
 <resource identifier="second" type="webcontent" href="wiki_content/second-page.html">
  <file href="wiki_content/second-page.html"/></resource>
 <resource identifier="link" type="imswl_xmlv1p1"><file href="link.xml"/></resource>
 <resource identifier="topic" type="imsdt_xmlv1p1"><file href="topic.xml"/></resource>
 <resource identifier="quiz" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="g1/assessment_qti.xml"/>
  <dependency identifierref="meta"/></resource>
 <resource identifier="meta" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="g1/assessment_meta.xml">
  <file href="g1/assessment_meta.xml"/></resource>
 <resource identifier="bank" type="imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"><file href="bank.xml"/></resource>
 <resource identifier="assignment" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="a/write.html">
  <file href="a/write.html"/><file href="a/assignment_settings.xml"/></resource>
 <resource identifier="tool" type="imsbasiclti_xmlv1p0"><file href="tool.xml"/></resource>
 <resource identifier="picture" type="webcontent" href="web_resources/desk.png"><file href="web_resources/desk.png"/></resource>"""
FILES = {
    "imsmanifest.xml": MANIFEST.replace("ITEMS", ITEMS).replace("RESOURCES", RESOURCES),
    "wiki_content/welcome.html": PAGE,
    "wiki_content/second-page.html": "<title>Second</title><p>Two.</p>",
    "link.xml": LINK,
    "topic.xml": TOPIC,
    "g1/assessment_qti.xml": QTI,
    "g1/assessment_meta.xml": "<quiz><title>Quiz</title><allowed_attempts>3</allowed_attempts><time_limit>15</time_limit></quiz>",
    "bank.xml": BANK,
    "a/write.html": "<title>Write</title><p>Write a reply.</p>",
    "a/assignment_settings.xml": ASSIGNMENT,
    "tool.xml": TOOL,
    "web_resources/desk.png": PNG,
    "course_settings/course_settings.xml": SETTINGS,
}


def packed(files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return target.getvalue()


@pytest.fixture
def done(course):
    return course("week.imscc", packed(FILES))


def titles(done):
    by_id = {module.id: module.meta.title for module in done.parsed.modules}
    return {unit.title: [by_id[name] for name in unit.modules] for unit in done.parsed.course.meta.units}


def text(done, title):
    (found,) = (module for module in done.parsed.modules if module.meta.title == title)
    return done.text(found.path)


def test_the_outline_is_kept_and_what_it_does_not_name_stands_at_the_end(done):
    assert titles(done) == {
        "Week 1": ["Welcome"],
        "Week 1 > Readings": ["The Act", "Talk"],
        "Week 2": ["Quiz", "Write"],
        "Besides the outline": ["second page", "Test"],
    }


def test_pages_keep_their_links_and_pictures_by_the_words_of_a_cartridge(done):
    assert "See [two](second-page.md) and ![A desk](../media/desk.png)" in text(done, "Welcome")
    assert done.brought.draft.media == {"desk.png": PNG}  # of the page and of the questions alike


def test_links_topics_and_assignments_become_their_texts(done):
    assert "[The Act](https://www.indiacode.nic.in)" in text(done, "The Act")
    assert "What **changes** on Monday?" in text(done, "Talk")
    assert "Write a reply." in text(done, "Write")


def test_tests_and_banks_bring_their_questions_and_the_time_they_take(done):
    quiz, bank = (module for module in done.parsed.modules if module.meta.kind == "test")
    assert [(option.content.plain(), option.correct) for option in quiz.questions[0].options] == [
        ("18 March", False),
        ("2 April", True),
    ]
    assert (quiz.test.time_limit, quiz.test.attempts, len(bank.questions)) == (15, 3, 1)
    assert done.brought.draft.counts == done.brought.counts


def test_settings_of_canvas_name_the_course_and_its_licence(done):
    meta = done.parsed.course.meta
    assert (meta.title, meta.licence) == ("RTI at the desk", "CC-BY-SA-4.0")


def test_what_has_no_place_in_a_course_is_told(done):
    told = "\n".join(done.lost)
    for words in (
        'tool.xml, item "Tool": a tool of another site (LTI), "Tool", https://tool.example.org/launch',
        'topic.xml, item "Talk": a topic to discuss; its text is here, and no forum',
        "an assignment (10 points, handed in as online_text_entry); its text is here, and nothing is handed in",
        "`start_at`, 2026-01-01",
        'the outline does not name "second page"',
        "what it opens lies on another site",
    ):
        assert words in told
    assert len(done.lost) == 7


def test_the_fuller_form_that_canvas_writes_is_read_in_place_of_the_standard_one(course):
    fuller = QTI.replace("2 April", "3 April")
    done = course("week.imscc", packed({**FILES, "non_cc_assessments/g1.xml.qti": fuller}))
    quiz = next(module for module in done.parsed.modules if module.meta.title == "Quiz")
    assert [option.content.plain() for option in quiz.questions[0].options] == ["18 March", "3 April"]


def test_what_the_manifest_names_and_the_cartridge_lacks_is_told_and_its_module_stands(course):
    there = {
        name: data
        for name, data in FILES.items()
        if name not in {"link.xml", "topic.xml", "wiki_content/welcome.html", "g1/assessment_qti.xml"}
    }
    done = course("week.imscc", packed(there))
    assert titles(done)["Week 1 > Readings"] == ["The Act", "Talk"]
    assert sum("not in the" in line for line in done.lost) == 4


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"imsmanifest.xml": MANIFEST.replace("ITEMS", "").replace("RESOURCES", "")}, "names nothing that learners open"),
        ({**FILES, "topic.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><topic/>"}, "entities"),
        ({**FILES, "link.xml": "<webLink>"}, "this is no XML that can be read"),
        ({**FILES, "../x.html": ""}, "leads out of the folder"),
    ],
)
def test_what_cannot_be_trusted_or_read_is_refused_in_one_line(course, files, said):
    with pytest.raises(UnusableInputError, match=said) as error:
        course("week.imscc", packed(files))
    assert "\n" not in str(error.value)
