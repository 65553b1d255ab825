"""What a cmi5 bundle can get wrong, each with its place."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

STRUCTURE = "cmi5.xml"
NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
IRI = "https://training.example.gov.in/small"
LESSON_AU = f'<au id="{IRI}/lesson/au" moveOn="Completed" launchMethod="AnyWindow" activityType="http://adlnet.gov/expapi/activities/lesson">'
TEST_AU = f'<au id="{IRI}/final/au" moveOn="CompletedAndPassed" masteryScore="0.7" launchMethod="AnyWindow">'


def text(words, name="title"):
    return f'<{name}><langstring lang="en">{words}</langstring></{name}>'


def both(words):
    return text(words) + text(words, "description") + "\n"


BY_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<courseStructure xmlns="{NAMESPACE}">\n'
    f'<course id="{IRI}">{both("Small course")}</course>\n'
    f'<objectives><objective id="{IRI}/objectives/o1">{both("Count the days")}</objective></objectives>\n'
    f'<block id="{IRI}/units/unit">{both("The unit")}'
    f"{LESSON_AU}{both('Lesson')}"
    f'<objectives><objective idref="{IRI}/objectives/o1"/></objectives>\n'
    "<url>pages/lesson.html</url>\n<launchParameters/></au>\n"
    f"{TEST_AU}{both('Test')}"
    "<url>pages/final.html</url>\n</au>\n"
    "</block>\n</courseStructure>\n"
)
WHOLE = (
    f'<courseStructure xmlns="{NAMESPACE}">\n<course id="{IRI}">{both("Small course")}</course>\n'
    f'<au id="{IRI}/au" moveOn="CompletedAndPassed" masteryScore="0.70">{both("Small course")}<url>index.html</url></au>\n'
    "</courseStructure>\n"
)


@pytest.fixture
def cmi5(files, record, root):
    """Return what makes a sound bundle of ours with this course structure."""
    profile = (root / "schemas" / "karmakit_schemas" / "xapi" / "profile.jsonld").read_bytes()
    course = {**json.loads(files["karmakit/course.json"]), "iri": IRI}

    def make(structure=BY_MODULE, **more):
        policy = {
            name: data.replace(b"connect-src 'self';", b"connect-src 'self' https: http:;")
            for name, data in files.items()
            if name.endswith(".html")
        }
        told = {"karmakit/course.json": json.dumps(course).encode(), "karmakit/profile.jsonld": profile}
        data = structure if isinstance(structure, bytes) else structure.encode()
        return record({**files, **policy, **told, STRUCTURE: data, **more})

    return make


@pytest.fixture
def altered(read, cmi5):
    """Return the findings of the sound bundle with one text of its structure replaced."""

    def alter(old, new, structure=BY_MODULE):
        assert old in structure
        return read(cmi5(structure.replace(old, new, 1))).findings

    return alter


def codes(findings):
    return [finding.code for finding in findings]


@pytest.mark.parametrize(("structure", "units", "launch"), [(BY_MODULE, 2, "pages/lesson.html"), (WHOLE, 1, "index.html")])
def test_nothing_is_said_of_a_sound_bundle(read, cmi5, structure, units, launch):
    verdict = read(cmi5(structure))
    assert verdict.findings == ()
    assert (verdict.facts.standard, verdict.facts.title) == ("cmi5", "Small course")
    assert (verdict.facts.scos, verdict.facts.launch) == (units, launch)


def test_elements_of_others_and_a_prefix_are_as_good(read, cmi5):
    foreign = '<x:extra xmlns:x="https://example.org/x"><x:au id="not ours"/></x:extra></courseStructure>'
    assert read(cmi5(BY_MODULE.replace("</courseStructure>", foreign))).findings == ()
    prefixed = BY_MODULE.replace("xmlns=", "xmlns:c=").replace("<", "<c:").replace("<c:/", "</c:").replace("<c:?", "<?")
    assert read(cmi5(prefixed)).findings == ()


ONE_FAULT = [
    ("<url>pages/final.html</url>\n</au>", "<launchParameters/><url>pages/final.html</url></au>", "PKG011", 13),
    ("</block>", "</blok>", "PKG002", 15),
    (f'xmlns="{NAMESPACE}"', 'xmlns="https://example.org/other"', "PKG002", 2),
    ("<courseStructure", "<!DOCTYPE x>\n<courseStructure", "PKG002", 2),
    (f'<course id="{IRI}">', '<course id="small">', "PKG005", 3),
    (f'"{IRI}/final/au"', f'"{IRI}/lesson/au"', "PKG005", 12),
    (f'<au id="{IRI}/final/au"', "<au", "PKG005", 12),
    (f'idref="{IRI}/objectives/o1"', f'idref="{IRI}/objectives/o2"', "PKG003", 9),
    ("pages/lesson.html", "pages/Lesson.html", "PKG003", 10),
    ("<url>pages/lesson.html", "<url>https://example.org/lesson.html", "PKG003", 10),
    ("<url>pages/lesson.html</url>\n", "", "PKG011", 8),
    ("pages/lesson.html<", "pages/lesson.html?registration=1<", "PKG011", 10),
    ('moveOn="Completed"', 'moveOn="completed"', "PKG011", 8),
    ('moveOn="Completed"', 'moveOn="Passed"', "PKG011", 8),
    ('launchMethod="AnyWindow"', 'launchMethod="SameWindow"', "PKG011", 8),
    ('activityType="http://adlnet.gov/expapi/activities/lesson"', 'activityType="lesson"', "PKG011", 8),
    ('launchMethod="AnyWindow"', 'sequence="1"', "PKG011", 8),
    ('masteryScore="0.7"', 'masteryScore="0.6"', "PKG008", 12),
    ('masteryScore="0.7"', "", "PKG008", 12),
    ('masteryScore="0.7"', 'masteryScore="70"', "PKG008", 12),
    ('moveOn="Completed"', 'moveOn="Completed" masteryScore="0.7"', "PKG008", 8),
    ('<langstring lang="en">Lesson</langstring>', "", "PKG011", 8),
    ('<langstring lang="en">Lesson</langstring>', '<langstring lang="en"> </langstring>', "PKG011", 8),
    ('<langstring lang="en">Lesson</langstring>', "<langstring>Lesson</langstring>", "PKG011", 8),
    ('<langstring lang="en">Lesson</langstring>', '<langstring lang="English!">Lesson</langstring>', "PKG011", 8),
    (
        '<langstring lang="en">Lesson</langstring>',
        '<langstring lang="en">Lesson</langstring><langstring lang="EN">A lesson</langstring>',
        "PKG011",
        8,
    ),
    (text("The unit", "description"), "", "PKG011", 7),
    (text("Count the days", "description"), "", "PKG011", 5),
    ("<launchParameters/>", "<launchParameters/><colour/>", "PKG011", 11),
    ("<launchParameters/></au>", "</au><note/>", "PKG011", 11),
    (f'<objectives><objective idref="{IRI}/objectives/o1"/></objectives>', "<objectives/>", "PKG011", 9),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"), [pytest.param(*case, id=f"{case[2]}-{case[1][:40]}") for case in ONE_FAULT]
)
def test_one_fault_gives_one_finding_with_its_place(altered, old, new, code, line):
    (finding,) = altered(old, new)
    assert (finding.code, finding.span.path, finding.span.line) == (code, STRUCTURE, line)


def test_a_block_or_a_course_without_assignable_units_is_told(read, cmi5):
    start, _, rest = BY_MODULE.partition(LESSON_AU)
    empty = start + rest[rest.index("</block>") :]
    findings = read(cmi5(empty)).findings
    assert codes(findings) == ["PKG011"]
    assert "<block> has no <au> or <block>" in findings[0].message
    bare = empty[: empty.index("<block")] + "</courseStructure>"
    assert "PKG011" in codes(read(cmi5(bare)).findings)


def test_a_module_that_no_unit_launches_or_two_do_is_told(altered):
    findings = altered("<url>pages/final.html", "<url>pages/lesson.html")
    assert sorted(codes(findings)) == ["PKG008", "PKG011", "PKG011", "PKG011"]
    assert any("`final` is launched by 0" in finding.message for finding in findings)


def test_a_course_of_another_name_than_its_record_is_told(altered):
    (finding,) = altered(f'<course id="{IRI}"', '<course id="https://example.org/other"')
    assert finding.code == "PKG005"
    assert "karmakit/course.json" in finding.message


def test_a_pass_that_no_test_can_give_is_told_of_a_whole_course(read, cmi5, files):
    course = json.loads(files["karmakit/course.json"])
    for module in course["modules"]:
        module["test"] = module["test"] and {**module["test"], "final": False}
    verdict = read(cmi5(WHOLE, **{"karmakit/course.json": json.dumps(course).encode()}))
    assert sorted(codes(verdict.findings)) == ["PKG008", "PKG011"]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + BY_MODULE.encode(), b"", b"<a>" * 1000, b" " * (8 * 1024 * 1024 + 1)])
def test_what_is_no_structure_is_told_and_read_no_further(read, cmi5, data):
    # whether a file is what its name says is another question
    assert [code for code in codes(read(cmi5(data)).findings) if code != "MED018"] == ["PKG002"]


def test_an_entity_is_never_expanded(altered):
    (finding,) = altered('encoding="UTF-8"?>', 'encoding="UTF-8"?><!DOCTYPE x [<!ENTITY a "b">]>')
    assert (finding.code, "DOCTYPE" in finding.message) == ("PKG002", True)


def test_connections_to_any_server_are_right_here_and_wrong_in_scorm(read, cmi5, bundle, record, files):
    assert read(cmi5()).findings == ()
    loose = {
        name: data.replace(b"connect-src 'self'", b"connect-src 'self' https: http:")
        for name, data in files.items()
        if name.endswith(".html")
    }
    findings = read(record({**files, **loose})).findings
    assert {finding.code for finding in findings} == {"SEC015"}
    assert all("connect-src" in finding.message for finding in findings)


@pytest.mark.parametrize(
    "looser",
    [("script-src 'self'", "script-src 'self' https:"), ("http:;", "http: ws:;"), ("default-src 'none'", "default-src https:")],
)
def test_nothing_but_connections_may_be_looser(read, cmi5, looser):
    old, new = (each.encode() for each in looser)
    page = cmi5()["pages/lesson.html"]
    assert old in page
    assert codes(read(cmi5(**{"pages/lesson.html": page.replace(old, new)})).findings) == ["SEC015"]


@pytest.mark.parametrize("given", [b"", b"{", b"[]", b'{"id": "https://example.org/p"}'])
def test_a_profile_that_cannot_be_followed_is_told(read, cmi5, given):
    findings = read(cmi5(**{"karmakit/profile.jsonld": given})).findings
    assert {finding.code for finding in findings} == {"PKG013"}
    assert {finding.span.path for finding in findings} == {"karmakit/profile.jsonld"}


def test_a_bundle_of_ours_without_its_profile_is_told(read, cmi5, record):
    files = cmi5()
    del files["karmakit/profile.jsonld"]
    assert codes(read(record(files)).findings) == ["PKG013"]


def test_a_package_of_another_tool_is_judged_by_the_standard_alone(read):
    structure = WHOLE.replace("index.html", "start.htm").replace("https://training", "urn:training")
    page = b"<html><head><title>Theirs</title></head><body><p>Hello</p></body></html>"
    verdict = read({STRUCTURE: structure.encode(), "start.htm": page})
    assert verdict.fit
    assert verdict.facts.standard == "cmi5"
    assert not {"PKG005", "PKG008", "PKG011", "PKG013"} & set(codes(verdict.findings))


MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                ["id", "type", "versions", "concepts", "templates", "patterns", "rules", "sequence", "optional", "author"]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)


@MANY
@given(profile=JSON)
def test_a_profile_of_any_shape_is_judged(profile, cmi5, read):
    assert read(cmi5(**{"karmakit/profile.jsonld": json.dumps(profile).encode()})).findings


@MANY
@given(
    at=st.integers(0, 1500),
    insert=st.one_of(st.binary(max_size=20), st.sampled_from([b"<au/>", b"</au>", b"<x:y/>", b"&#0;", b"\xff", b'"'])),
)
def test_a_structure_with_its_text_changed_is_judged(at, insert, cmi5, read):
    data = BY_MODULE.encode()
    read(cmi5(data[:at] + insert + data[at + len(insert) // 2 :]))


@pytest.mark.parametrize(
    "inside",
    [
        "<au/>" * 20_000,
        "<block>" * 150 + "</block>" * 150,
        f"<objectives>{'<objective/>' * 20_000}</objectives>",
        f"<au><objectives>{'<objective idref=' + chr(34) + 'x' + chr(34) + '/>'}</objectives></au>" * 6_000,
        f'<au masteryScore="{"1" * 1_000_000}"/>',
        f"<au><url>{'../' * 300_000}</url></au>",
        f"<au><url>x?{'a&' * 300_000}</url></au>",
    ],
    ids=lambda text: text[:20],
)
def test_a_structure_made_to_be_slow_is_read_in_time(inside, cmi5, read):
    began = time.process_time()
    assert read(cmi5(f'<courseStructure xmlns="{NAMESPACE}">{inside}</courseStructure>')).findings
    assert time.process_time() - began < 30  # seconds where it is linear, even when measured; minutes where it is not


def test_a_profile_made_to_be_slow_is_read_no_further(cmi5, read):
    chain = [
        {"id": f"https://example.org/{n}", "type": "Pattern", "zeroOrMore": f"https://example.org/{n + 1}"} for n in range(100_000)
    ]
    (finding,) = read(cmi5(**{"karmakit/profile.jsonld": json.dumps({"patterns": chain}).encode()})).findings
    assert finding.code == "PKG013"
