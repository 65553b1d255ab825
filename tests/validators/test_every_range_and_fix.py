"""What every rule promises of its findings: the range is what the message speaks of, and a fix mends it and nothing else."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from karmakit_authoring.parse import parse
from karmakit_validators.catalogue import Entry, discover
from karmakit_validators.check import check
from karmakit_validators.fixing import mend
from karmakit_validators.identity import keeps_records
from karmakit_validators.settings import Settings

_spec = importlib.util.spec_from_file_location("validators_conftest", Path(__file__).with_name("conftest.py"))
assert _spec
assert _spec.loader
page_tools = importlib.util.module_from_spec(_spec)
sys.modules["validators_conftest"] = page_tools
_spec.loader.exec_module(page_tools)

SHOWN = [entry for entry in discover() if entry.section("Bad")]
MENDING = [entry for entry in SHOWN if entry.rule.mends != "no"]
QUOTED = re.compile(r"`([^`]+)`")
# the verb that is quoted and the level that it contradicts may stand in one line; the level is what is marked
ELSEWHERE = {"OBJ011"}


def shown(entry: Entry):
    """Return the course of a rule's bad example, and what looks at it."""
    examples = [block for block in page_tools.blocks(entry.section("Bad")) if block.language != "findings"]
    published = page_tools.published(examples)
    settings = Settings("publish", today=page_tools.today(examples))
    before = parse(published) if published else None
    return page_tools.with_blocks(examples), lambda parsed: check(parsed, settings, before)


@pytest.mark.parametrize("entry", [entry for entry in SHOWN if entry.code not in ELSEWHERE], ids=lambda entry: entry.code)
def test_the_one_text_that_a_message_quotes_stands_in_the_range_if_it_stands_in_the_line(entry: Entry) -> None:
    sources, look = shown(entry)
    for finding in look(parse(sources)):
        quoted, span = QUOTED.findall(finding.message), finding.span
        if len(quoted) != 1 or span.path not in sources.files or span[1:3] == span[3:5]:
            continue
        lines = sources.canonical(span.path).decode("utf-8", "replace").split("\n")[span.line - 1 : span.end_line]
        stop = span.end_column - 1 if span.line == span.end_line else None
        if quoted[0].casefold() in lines[0].casefold():
            assert quoted[0].casefold() in "\n".join([lines[0][span.column - 1 : stop], *lines[1:]]).casefold(), finding.message


@pytest.mark.parametrize("entry", MENDING, ids=lambda entry: entry.code)
def test_the_fixes_of_a_page_mend_what_it_shows_and_nothing_else(entry: Entry) -> None:
    sources, look = shown(entry)
    before = look(parse(sources))
    fixable = [finding for finding in before if finding.code == entry.code and finding.fix]
    done = mend(sources, look, unsafe=entry.rule.mends == "unsafe")
    assert done.settled
    assert done.fixes >= 1
    assert len([finding for finding in done.left if finding.code == entry.code]) <= len(before) - len(fixable)
    assert {finding.code for finding in done.left} <= {finding.code for finding in before}
    assert keeps_records(parse(sources), parse(done.sources))
    again = mend(done.sources, look, unsafe=True)
    assert (again.fixes, again.sources.files) == (0, done.sources.files)
