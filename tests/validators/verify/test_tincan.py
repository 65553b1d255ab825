"""What an xAPI bundle can get wrong, each with its place."""

import json

import pytest

LAUNCH = "tincan.xml"
IRI = "https://training.example.gov.in/small"
TYPES = "http://adlnet.gov/expapi/activities"


def activity(path, kind, words, launch=""):
    opening = f'<launch lang="en">{launch}</launch>\n' if launch else ""
    return (
        f'<activity id="{IRI}{path}" type="{TYPES}/{kind}">\n'
        f'<name lang="en">{words}</name>\n<description lang="en">About {words}</description>\n{opening}</activity>\n'
    )


TINCAN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tincan xmlns="http://projecttincan.com/tincan.xsd">\n<activities>\n'
    + activity("", "course", "Small course", "index.html")
    + activity("/lesson", "lesson", "Lesson")
    + activity("/final", "assessment", "Test")
    + "</activities>\n</tincan>\n"
)


@pytest.fixture
def xapi(files, record, root):
    """Return what makes a sound bundle of ours with this `tincan.xml`."""
    profile = (root / "schemas" / "karmakit_schemas" / "xapi" / "profile.jsonld").read_bytes()
    course = {**json.loads(files["karmakit/course.json"]), "iri": IRI}
    policy = {
        name: data.replace(b"connect-src 'self';", b"connect-src 'self' https: http:;")
        for name, data in files.items()
        if name.endswith(".html")
    }
    told = {"karmakit/course.json": json.dumps(course).encode(), "karmakit/profile.jsonld": profile}
    return lambda text=TINCAN: record({**files, **policy, **told, LAUNCH: text if isinstance(text, bytes) else text.encode()})


@pytest.fixture
def altered(read, xapi):
    """Return the findings of the sound bundle with one text of its `tincan.xml` replaced."""

    def alter(old, new):
        assert old in TINCAN
        return read(xapi(TINCAN.replace(old, new, 1))).findings

    return alter


def test_nothing_is_said_of_a_sound_bundle(read, xapi):
    verdict = read(xapi())
    assert verdict.findings == ()
    assert (verdict.facts.standard, verdict.facts.title, verdict.facts.launch) == ("xAPI", "Small course", "index.html")


ONE_FAULT = [
    ("</activities>", "</activity>", "PKG002", 17),
    ("projecttincan.com", "example.org", "PKG002", 2),
    ("<tincan", "<!DOCTYPE x>\n<tincan", "PKG002", 2),
    (f'id="{IRI}/lesson"', f'id="{IRI}/final"', "PKG005", 13),
    ('<launch lang="en">index.html</launch>\n', "", "PKG002", 4),
    ('<launch lang="en">', "<launch>", "PKG002", 7),
    ('<launch lang="en">', '<launch lang="en">https://example.org/', "PKG003", 7),
    ("index.html", "Index.html", "PKG003", 7),
    ('<name lang="en">Lesson', "<name>Lesson", "PKG002", 10),
    ('<name lang="en">Lesson', '<name lang="en">', "PKG002", 10),
    ('<description lang="en">About Lesson</description>\n', "", "PKG002", 9),
    ('<name lang="en">Lesson</name>\n', "", "PKG002", 9),
    (f'type="{TYPES}/lesson"', 'type="lesson"', "PKG002", 9),
    ("About Lesson</description>", "About Lesson</description><colour/>", "PKG002", 11),
    ("<activities>", "<activities><colour/>", "PKG002", 3),
    ("</activities>", "</activities><activities/>", "PKG002", 2),
    (f'id="{IRI}"', 'id="https://example.org/other"', "PKG005", 4),
    (
        "About Lesson</description>",
        'About Lesson</description>\n<launch lang="en">pages/lesson.html</launch>',
        "PKG002",
        9,
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"), [pytest.param(*case, id=f"{case[2]}-{case[1][:40]}") for case in ONE_FAULT]
)
def test_one_fault_gives_one_finding_with_its_place(altered, old, new, code, line):
    findings = [finding for finding in altered(old, new) if "is not listed" not in finding.message]
    assert [(finding.code, finding.span.path, finding.span.line) for finding in findings] == [(code, LAUNCH, line)]


def test_a_module_that_is_not_listed_is_told(altered):
    findings = altered(f'id="{IRI}/lesson"', f'id="{IRI}/another"')
    assert [finding.message for finding in findings] == ["the module `lesson` is not listed"]


def test_an_id_that_is_no_absolute_iri_is_told(read, xapi):
    findings = read(xapi(TINCAN.replace(f'id="{IRI}/lesson"', 'id="lesson"'))).findings
    assert "PKG005" in [finding.code for finding in findings]


def test_a_list_of_nothing_is_told(read, xapi):
    findings = read(xapi('<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities/></tincan>')).findings
    assert "nothing to launch" in " ".join(finding.message for finding in findings)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + TINCAN.encode(), b"", b"<a>" * 1000])
def test_what_is_no_launch_file_is_told_and_read_no_further(read, xapi, data):
    # whether a file is what its name says is another question
    (finding,) = (finding for finding in read(xapi(data)).findings if finding.code != "MED018")
    assert (finding.code, finding.span.path) == ("PKG002", LAUNCH)


def test_a_package_of_another_tool_is_judged_by_its_file_alone(read):
    text = TINCAN.replace("index.html", "start.htm")
    page = b"<html><head><title>Theirs</title></head><body><p>Hello</p></body></html>"
    verdict = read({LAUNCH: text.encode(), "start.htm": page})
    assert verdict.fit
    assert not {"PKG002", "PKG003", "PKG005", "PKG013"} & {finding.code for finding in verdict.findings}
