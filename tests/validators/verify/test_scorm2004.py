"""A SCORM 2004 package: its edition, its schemas, its sequencing, its metadata."""

import io
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

MANIFEST = "imsmanifest.xml"
LOM = "metadata/lom.xml"


@pytest.fixture(scope="session")
def built(root, tmp_path_factory):
    """Return the files of a small course in order, one SCO a module, in the 4th edition, made by the builder's command."""
    folder = tmp_path_factory.mktemp("scorm2004")
    course = folder / "small-course"
    shutil.copytree(root / "tests" / "browser" / "lms" / "small-course", course)
    with (course / "course.yml").open("a", encoding="utf-8") as file:
        file.write("order: in-order\ntargets: {scorm2004: {sco: module}}\n")
    program = "from karmakit_build.cli import main; main()"
    command = [sys.executable, "-c", program, "build", str(course), "--target", "scorm2004", "--out", str(folder / "out")]
    done = subprocess.run([*command, "--profile", "draft"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(io.BytesIO(next((folder / "out").rglob("*.zip")).read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def altered(read, built):
    """Return the findings when something in a file is replaced, but for the digests, which no longer fit."""

    def change(old, new, name=MANIFEST, count=1):
        assert re.search(old, built[name].decode(), re.DOTALL), f"{old} is not in {name}"
        verdict = read({**built, name: re.sub(old, new, built[name].decode(), count=count, flags=re.DOTALL).encode()})
        return [finding for finding in verdict.findings if finding.code != "PKG026"]

    return change


def told(findings):
    return [(finding.code, finding.message) for finding in findings]


def test_nothing_is_said_of_a_package_as_built(read, built):
    verdict = read(built)
    assert verdict.findings == ()
    assert (verdict.facts.standard, verdict.facts.launch, verdict.facts.scos) == (
        "SCORM 2004 4th Edition",
        "pages/why-count.html",
        4,
    )


FOURTH_ONLY = (
    '<adlseq:objectives><adlseq:objective objectiveID="x"><adlseq:mapInfo targetObjectiveID="y"/></adlseq:objective>'
    "</adlseq:objectives>"
)


@pytest.mark.parametrize(("edition", "wanted"), [("4th", []), ("3rd", ["PKG002"])])
def test_the_schema_of_the_edition_that_the_package_names_is_the_one_it_is_held_to(altered, edition, wanted):
    findings = altered("4th Edition(.*?deliveryControls[^>]*/>)", rf"{edition} Edition\1{FOURTH_ONLY}")
    assert [finding.code for finding in findings] == wanted


def test_an_element_out_of_its_place_is_said_with_line_and_column(altered, built):
    early = "<imsss:randomizationControls/>"
    (finding,) = altered("<imsss:rollupRules", f"{early}<imsss:rollupRules")
    assert finding.code == "PKG002"
    assert "rollupRules" in finding.message
    before = built[MANIFEST].decode().partition("<imsss:rollupRules")[0]
    wanted = (before.count("\n") + 1, len(before) - before.rindex("\n") + len(early))
    assert (finding.span.line, finding.span.column) == wanted


def test_an_edition_that_no_platform_knows_is_said(altered):
    (finding,) = altered("2004 4th Edition", "2004 5th Edition")
    assert finding.code == "PKG002"
    assert "`2004 5th Edition`" in finding.message


def test_scormtype_in_the_spelling_of_the_older_standard_is_said(altered):
    findings = altered("adlcp:scormType", "adlcp:scormtype")
    assert "PKG006" in {finding.code for finding in findings}


def test_a_schema_that_is_not_at_the_root_is_said(read, built):
    dropped = {name: data for name, data in built.items() if name != "adlseq_v1p3.xsd"}
    messages = [finding.message for finding in read(dropped).findings if finding.code == "PKG002"]
    assert messages == ["`xsi:schemaLocation` names adlseq_v1p3.xsd, which does not lie at the root of the bundle"]


def test_a_namespace_without_the_place_of_its_schema_is_said(altered):
    (finding,) = altered("http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd ", "")
    assert finding.code == "PKG002"
    assert "adlnav_v1p3" in finding.message


def test_a_rule_that_refers_to_no_objective_is_said_and_that_the_module_then_opens_too_early(altered):
    findings = altered('referencedObjective="needs_why-count"', 'referencedObjective="nobody"', count=0)
    assert told(findings) == [
        ("PKG030", "the module `choosing` opens before `why-count` is done; the course says otherwise"),
        ("PKG030", "the activity has no objective `nobody`"),
        ("PKG030", "the activity has no objective `nobody`"),
    ]


def test_an_activity_that_waits_for_what_none_writes_is_said(altered):
    findings = altered(r'(modules/why-count/done"[^>]*writeSatisfiedStatus=)"true"', r'\1"false"')
    assert ("PKG030") in {finding.code for finding in findings}
    assert any("never opens" in finding.message for finding in findings)


def test_a_module_that_opens_too_early_is_said(altered):
    (finding,) = altered(r"<imsss:sequencingRules>.*?</imsss:sequencingRules>\s*", "")
    assert told([finding]) == [("PKG030", "the module `choosing` opens before `why-count` is done; the course says otherwise")]


def test_two_objectives_of_one_name_are_said(altered):
    findings = altered('objectiveID="module_done"', 'objectiveID="why-days"')
    assert ("PKG030", "the activity has two objectives `why-days`") in told(findings)


def test_a_group_that_nobody_can_enter_is_said(altered):
    (finding,) = altered('choice="true" flow="true"', 'choice="false" flow="false"')
    assert finding.code == "PKG030"
    assert "neither choice nor flow" in finding.message


def test_a_reference_to_a_sequencing_that_is_not_there_is_said(altered):
    findings = altered("<imsss:sequencing>", '<imsss:sequencing IDRef="common">')
    assert ("PKG030", "no sequencing is called `common`") in told(findings)


def test_sequencing_that_stands_in_the_collection_is_read_there(read, built):
    manifest = built[MANIFEST].decode()
    rules = re.search(r"<imsss:sequencingRules>.*?</imsss:sequencingRules>", manifest, re.DOTALL)
    collected = manifest.replace(rules[0], "", 1).replace("</manifest>", "")
    start = collected.rindex("<imsss:sequencing>", 0, rules.start())
    collected = f'{collected[:start]}<imsss:sequencing IDRef="common">{collected[start + len("<imsss:sequencing>") :]}'
    collection = (
        f'<imsss:sequencingCollection><imsss:sequencing ID="common">{rules[0]}</imsss:sequencing></imsss:sequencingCollection>'
    )
    verdict = read({**built, MANIFEST: f"{collected}{collection}</manifest>".encode()})
    assert {finding.code for finding in verdict.findings} == {"PKG026"}


@pytest.mark.parametrize("mark", ["0.7", "7", "-2", "much"])
def test_a_pass_mark_that_is_not_the_tests_own_is_said(altered, mark):
    findings = altered(r"(<imsss:minNormalizedMeasure>)[^<]*", rf"\g<1>{mark}")
    assert "PKG008" in {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("http://ltsc.ieee.org/xsd/LOM", "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1", "are a <lom>"),
        ("<value>hierarchical</value>", "<value>Hierarchical</value>", "`Hierarchical` is no word"),
        ("<value>training</value>", "<value>Professional Formation</value>", "`Professional Formation` is no word"),
        (r"<duration>[^<]*</duration>", "<duration>90 minutes</duration>", "`90 minutes` is no duration"),
        ("<cost>", "<price/><cost>", "<price> does not belong in <rights>"),
        ("Counting the days</string>", "Counting</string>", "the title in the metadata is `Counting`"),
        ("<language>en</language>", "<language>hi</language>", "the language in the metadata is `hi`"),
        (r"(<description>\s*<string[^>]*>)", rf"\1{'long ' * 300}", "more than 1000 characters"),
    ],
)
def test_metadata_that_are_not_as_ieee_or_the_course_has_them_are_said(altered, old, new, words):
    (finding, *_) = altered(old, new, LOM)
    assert finding.code == "PKG024"
    assert words in finding.message
    assert finding.span.path == LOM


def test_an_extension_of_the_metadata_is_nobodys_business(altered):
    assert altered("<rights>", '<x:more xmlns:x="urn:x"/><rights>', LOM) == []


def test_what_igot_would_repair_in_an_older_package_is_not_looked_for(altered):
    findings = altered("<schema>ADL SCORM</schema>", "<schema>ADL  SCORM</schema>")
    assert "PKG023" not in {finding.code for finding in findings}


def test_another_tools_package_is_read_without_our_promises(read):
    manifest = b"""<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
        xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
        <metadata><schema>ADL SCORM</schema><schemaversion>CAM 1.3</schemaversion></metadata>
        <organizations default="o"><organization identifier="o"><title>Theirs</title>
        <item identifier="i" identifierref="r"><title>Theirs</title><imsss:sequencing IDRef="gone"/></item>
        </organization></organizations>
        <resources><resource identifier="r" type="webcontent" adlcp:scormType="sco" href="start.htm">
        <file href="start.htm"/></resource></resources></manifest>"""
    verdict = read({MANIFEST: manifest, "start.htm": b"<html><head><title>Theirs</title></head><body><p>Hello</p></body></html>"})
    assert verdict.facts.standard == "SCORM 2004"
    assert [(finding.code, finding.severity.name) for finding in verdict.findings if finding.severity.name != "info"] == [
        ("PKG030", "error")
    ]
