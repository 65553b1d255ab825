"""The SCORM 1.2 package."""

import hashlib
import json
import re
from dataclasses import replace
from importlib import resources

import pytest
from lxml import etree

from karmakit_build.compiler import compile_course
from karmakit_build.targets import discover, package
from karmakit_build.targets.scorm12 import CSP
from karmakit_schemas.course import Assessment
from karmakit_schemas.errors import UnusableInputError, UsageError
from karmakit_schemas.questions import SingleChoice

pytestmark = pytest.mark.usefixtures("set_up")
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
MD = "{http://www.imsglobal.org/xsd/imsmd_rootv1p2p1}"
COMPETENCY_WORDS = ("Handling RTI Matters", "RTI Responsiveness")
COMPETENCY = {"area": "Functional", "theme": "Handling RTI Matters", "subtheme": "RTI Responsiveness", "level": 2}


@pytest.fixture
def three(make):
    """Return three modules, the last one a final test that passes at 65 per cent."""
    question = make.question(SingleChoice, "q", options=(make.option("a", "x", correct=True), make.option("b", "y")))
    picture = make.paragraph(make.node("image", src="../media/a.svg", alt="A"))
    test = make.module("exam", questions=(question,), kind="test", final=True)
    return (
        make.module("one", picture, competencies=[COMPETENCY]),
        make.module("two", requires=["one"]),
        replace(test, test=Assessment(pass_mark=65)),
    )


def built(make, three, **meta):
    files = {"media/a.svg": make.SVG, "media/unused.svg": make.SVG, "notes.txt": b"private"}
    (bundle,) = package(compile_course(make.course(*three, files=files, **meta)), "scorm12")
    return bundle.files


def manifest(files):
    return etree.fromstring(files["imsmanifest.xml"])


@pytest.mark.parametrize("options", [{}, {"targets": {"scorm12": {"sco": "module"}}}, {"language": "hi", "title": "सूचना " * 60}])
def test_manifest_and_metadata_are_valid_against_the_published_schemas(make, three, options):
    files = built(make, three, keywords=["a", "b"], **options)
    schema = etree.XMLSchema(etree.parse(resources.files("karmakit_validators") / "xsd" / "scorm12" / "checking" / "all.xsd"))
    for name in ("imsmanifest.xml", "metadata/lom.xml"):
        schema.assertValid(etree.fromstring(files[name]))


def test_the_course_is_one_sco_that_opens_the_cover_and_declares_every_file(make, three):
    files = built(make, three)
    root = manifest(files)
    (resource,) = root.iter(f"{CP}resource")
    assert resource.attrib == {
        "identifier": "resource-sample-course",
        "type": "webcontent",
        "href": "index.html",
        f"{ADL}scormtype": "sco",
    }
    assert {file.get("href") for file in resource.iter(f"{CP}file")} == files.keys() - {"imsmanifest.xml"}
    (item,) = root.iter(f"{CP}item")
    assert (item.get("identifier"), item.get("identifierref")) == ("item-sample-course", "resource-sample-course")
    assert item.findtext(f"{ADL}masteryscore") == "65"
    assert b'adlcp:scormtype="sco"' in files["imsmanifest.xml"]


def test_a_course_without_a_final_test_has_no_mastery_score(make, three):
    assert not list(manifest(built(make, three[:2])).iter(f"{ADL}masteryscore"))


def test_one_sco_a_module_shares_what_all_need(make, three):
    files = built(make, three, targets={"scorm12": {"sco": "module"}}, order="in-order")
    root = manifest(files)
    scos = [each for each in root.iter(f"{CP}resource") if each.get(f"{ADL}scormtype") == "sco"]
    assert [each.get("href") for each in scos] == ["pages/one.html", "pages/two.html", "pages/exam.html"]
    assert all(each.find(f"{CP}dependency").get("identifierref") == "resource-shared" for each in scos)
    assert {file.get("href") for file in root.iter(f"{CP}file")} == files.keys() - {"imsmanifest.xml"}
    items = {each.get("identifier"): each for each in root.iter(f"{CP}item")}
    assert list(items) == ["unit-unit", "item-one", "item-two", "item-exam"]
    assert items["item-exam"].findtext(f"{ADL}prerequisites") == "item-two"
    assert items["item-exam"].findtext(f"{ADL}masteryscore") == "65"
    assert items["item-two"].find(f"{ADL}masteryscore") is None
    assert b'"target":{"tracker":"scorm12","perModule":true}' in files["assets/player.js"]


def test_the_manifest_gives_the_platform_nothing_to_repair(make, three):
    text = built(make, three)["imsmanifest.xml"].decode()
    assert "<schema>ADL SCORM</schema>" in text
    assert "<schemaversion>1.2</schemaversion>" in text
    assert "<!DOCTYPE" not in text
    assert re.search(r"<general>\s*<title>\s*<langstring", text), "a reader without namespaces looks for the title by plain names"
    assert "<organizations " in text


def test_the_metadata_name_title_licence_time_and_competency(make, three):
    root = etree.fromstring(built(make, three, summary="Words " * 400)["metadata/lom.xml"])
    assert root.findtext(f"{MD}general/{MD}identifier") == "sample-course"
    assert root.find(f"{MD}general/{MD}title/{MD}langstring").attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "en"}
    assert len(root.findtext(f"{MD}general/{MD}description/{MD}langstring")) <= 1000
    assert root.findtext(f"{MD}educational/{MD}typicallearningtime/{MD}datetime") == "PT12M"
    assert root.findtext(f"{MD}rights/{MD}description/{MD}langstring") == "CC-BY-4.0"
    assert [each.text for each in root.find(f"{MD}classification/{MD}taxonpath/{MD}taxon").iter(f"{MD}langstring")] == [
        "Functional",
        "Handling RTI Matters",
        "RTI Responsiveness",
    ]


def test_only_what_the_course_uses_is_packed_and_nothing_private(make, three):
    files = built(make, three)
    assert "media/a.svg" in files
    assert "media/unused.svg" not in files
    assert not [name for name in files if "notes" in name or name.endswith((".md", ".yml"))]


def test_every_page_carries_the_policy_and_no_script_of_its_own(make, three):
    for name, data in built(make, three).items():
        if name.endswith(".html"):
            html = data.decode()
            assert f'content="{CSP.replace(chr(34), "&quot;")}"' in html or "Content-Security-Policy" in html
            assert not re.search(r"<script(?![^>]*( src=|application/json))", html)
            assert " style=" not in html
            assert "<style" not in html
            assert not re.search(r"""(src|href)="(?:https?:)?//""", html.replace('href="https://', ""))


def test_pages_lead_to_each_other_without_a_script(make, three):
    files = built(make, three)
    assert '<a class="pager-next" rel="next" href="pages/one.html">' in files["index.html"].decode()
    middle = files["pages/two.html"].decode()
    assert 'rel="prev" href="../pages/one.html"' in middle
    assert 'rel="next" href="../pages/exam.html"' in middle
    assert 'rel="next"' not in files["pages/exam.html"].decode()


def test_the_course_record_says_what_a_checker_needs_without_our_code(make, three):
    record = json.loads(built(make, three)["karmakit/course.json"])
    assert record["id"] == "sample-course"
    assert record["language"] == "en"
    assert record["publisher"] == {"domain": "example.gov.in"}
    assert [module["id"] for module in record["modules"]] == ["one", "two", "exam"]
    assert record["modules"][0]["competencies"] == [COMPETENCY]
    assert record["modules"][2]["test"]["passMark"] == 65
    assert record["modules"][2]["questions"][0]["codes"] == ["a", "b"]


def test_the_provenance_lists_the_digest_of_every_other_file(make, three):
    files = built(make, three)
    record = json.loads(files["karmakit/provenance.json"])
    assert [each["path"] for each in record["files"]] == sorted(files.keys() - {"karmakit/provenance.json"})
    for each in record["files"]:
        data = files[each["path"]]
        assert (each["sha256"], each["size"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert record["tool"]["name"] == "karmakit"
    assert len(record["source"]["sha256"]) == 64


def test_the_first_line_of_the_script_is_the_course(make, three):
    first = built(make, three, title="A </script> \u2028 title")["assets/player.js"].decode().split("\n", 1)[0]
    assert first.startswith("self.karmakit={")
    assert "<" not in first
    data = json.loads(first.removeprefix("self.karmakit=").removesuffix(";"))
    assert data["title"] == "A </script> \u2028 title"
    assert data["target"] == {"tracker": "scorm12"}
    assert data["iri"] == "https://example.gov.in/sample-course"


def test_a_hindi_course_speaks_hindi_and_carries_its_font(make, three):
    files = built(make, three, language="hi", title="आवेदन", summary="सार", provider="संस्थान", outcomes=["करना"])
    assert "assets/fonts/noto-sans-devanagari-devanagari-400-normal.woff2" in files
    assert files["assets/fonts/noto-sans-devanagari-devanagari-400-normal.woff2"].startswith(b"wOF2")
    assert b"SIL Open Font License" in files["assets/fonts/OFL.txt"]
    css = files["assets/player.css"].decode()
    assert css.startswith('@font-face{font-family:"Noto Sans Devanagari"')
    assert "font-display:swap" in css
    page = files["index.html"].decode()
    assert '<html lang="hi" dir="ltr"' in page
    given = {"A", "B", "Module", "one", "two", "exam", "CC-BY-4.0", "Desk", "desk@example.gov.in", "The", "unit"}
    words = set(re.sub(r"<[^>]*>|[:·]", " ", page.partition("<body>")[2]).split())
    assert not [word for word in words - given if re.search("[A-Za-z]{2}", word) and word not in " ".join(COMPETENCY_WORDS)]


def test_an_english_course_carries_no_font(make, three):
    assert not [name for name in built(make, three) if "fonts" in name]


def test_an_urdu_course_runs_from_right_to_left(make, three):
    files = built(make, three, language="ur")
    assert '<html lang="ur" dir="rtl"' in files["index.html"].decode()
    assert any(name.endswith(".woff2") for name in files)


def test_the_theme_stands_behind_the_stylesheet_in_light_and_dark(make, three):
    css = built(make, three, theme={"accent": "#7a3e12"})["assets/player.css"].decode()
    assert css.rstrip().endswith("}")
    tail = css[css.rindex(":root{--accent:") :]
    assert tail.count("--accent:") == 3
    assert "prefers-color-scheme:dark" in tail


def test_a_logo_stands_in_the_bar(make, three):
    files = built(make, three, theme={"logo": "media/a.svg"})
    assert '<img class="bar-logo" src="../media/a.svg" alt=""' in files["pages/one.html"].decode()


def test_pictures_outside_the_media_folder_cannot_take_the_place_of_a_page(make):
    picture = make.paragraph(
        make.node("image", src="../index.html", alt="A"), make.node("image", src="../assets/player.js", alt="B")
    )
    hostile = {"index.html": b"<script>", "assets/player.js": b"evil", "imsmanifest.xml": b"evil"}
    files = package(compile_course(make.course(make.module("one", picture), files=hostile)), "scorm12")[0].files
    assert b"evil" not in files["assets/player.js"]
    assert files["index.html"].startswith(b"<!doctype html>")
    assert files["imsmanifest.xml"].startswith(b"<?xml")


def test_an_active_drawing_is_not_packed(make):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>'
    picture = make.paragraph(make.node("image", src="../media/a.svg", alt="A"))
    with pytest.raises(UnusableInputError, match=r"media/a\.svg"):
        package(compile_course(make.course(make.module("one", picture), files={"media/a.svg": svg})), "scorm12")


def test_targets_are_found_by_their_place_and_a_wrong_name_is_told_the_right_ones(make, three):
    assert "scorm12" in discover()
    with pytest.raises(UsageError, match="scorm12"):
        package(compile_course(make.course(*three)), "scorm13")


def test_ids_that_begin_with_a_digit_are_still_identifiers(make):
    root = manifest(package(compile_course(make.course(make.module("1-one"), id="2026-rules")), "scorm12")[0].files)
    for element in root.iter():
        for name in ("identifier", "identifierref", "default"):
            if value := element.get(name):
                assert re.fullmatch(r"[A-Za-z_][\w.-]*", value)
