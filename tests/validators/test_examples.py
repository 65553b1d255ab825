"""Every rule's page is its test: what stands under Bad gives the findings it tells, what stands under Good gives none."""

import importlib.util
import sys
from pathlib import Path

import pytest

from karmakit_authoring.parse import parse
from karmakit_validators.catalogue import Entry, discover
from karmakit_validators.check import check
from karmakit_validators.settings import Settings

_spec = importlib.util.spec_from_file_location("validators_conftest", Path(__file__).with_name("conftest.py"))
assert _spec
assert _spec.loader
page_tools = importlib.util.module_from_spec(_spec)
sys.modules["validators_conftest"] = page_tools
_spec.loader.exec_module(page_tools)

PUBLISH = Settings("publish")
# too long for a page, or not to be seen on one: tests of their own show them
OWN_TESTS = {"STR029", "STR032", "OBJ002", "OBJ014", "ITM036", "LNG009", "LNG021", "OBJ017", "OBJ022", "PKG009", "SEC017"}
WITHOUT_EXAMPLES = {entry.code for entry in discover() if entry.rule.layer in {"bundle", "browser", "vetting"}} | OWN_TESTS
SHOWN = [entry for entry in discover() if entry.code not in WITHOUT_EXAMPLES]
HEADINGS = ["What is wrong", "Why it matters", "Bad", "Good", "How to mend it", "Source", "हिंदी"]


@pytest.mark.parametrize("entry", SHOWN, ids=lambda entry: entry.code)
def test_bad_gives_exactly_the_findings_that_the_page_tells(entry: Entry) -> None:
    section = entry.section("Bad")
    expected = [line for block in page_tools.blocks(section) if block.language == "findings" for line in block.text.splitlines()]
    sources, found = page_tools.shown(section)
    assert [page_tools.told(finding, sources) for finding in found] == expected
    assert entry.code in {finding.code for finding in found}


@pytest.mark.parametrize("entry", SHOWN, ids=lambda entry: entry.code)
def test_good_gives_no_findings(entry: Entry) -> None:
    sources, found = page_tools.shown(entry.section("Good"))
    assert [page_tools.told(finding, sources) for finding in found] == []


@pytest.mark.parametrize("entry", SHOWN, ids=lambda entry: entry.code)
def test_the_record_says_what_the_fixes_of_the_page_are(entry: Entry) -> None:
    fixes = [finding.fix for finding in page_tools.shown(entry.section("Bad"))[1] if finding.code == entry.code]
    offered = {"safe" if fix.safe else "unsafe" for fix in fixes if fix}
    assert offered <= {entry.rule.mends}
    assert offered or entry.rule.mends == "no"


@pytest.mark.parametrize("entry", discover(), ids=lambda entry: entry.code)
def test_every_page_has_its_title_and_headings_in_order(entry: Entry) -> None:
    lines = entry.page().splitlines()
    assert lines[0] == f"# {entry.code} {entry.name}"
    assert entry.title.endswith(".")
    wanted = [h for h in HEADINGS if entry.code not in WITHOUT_EXAMPLES or h not in {"Bad", "Good"}]
    assert [line[3:] for line in lines if line.startswith("## ") and line[3:] in HEADINGS] == wanted


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_host_course_itself_is_clean(language: str) -> None:
    assert check(parse(page_tools.HOSTS[language]), PUBLISH) == ()
