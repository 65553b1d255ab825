"""The page and `karmakit` come to the same answer, on every state of the log and on every bundle that the tests try."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
TESTS = Path(__file__).parents[2] / "validators"
PARTS = ("integrity", "quorum", "conformance")


def attacks(room: str) -> int:
    """Return how many attacks the tests of a room try."""
    files = sorted((TESTS / room).glob("test_*attacks*.py"))
    return sum(len(re.findall(r"^def test_", file.read_text(encoding="utf-8"), re.MULTILINE)) for file in files)


@pytest.mark.slow
def test_the_page_judges_every_dossier_as_we_do(opened: Callable[..., Any], dossiers: list[Any]) -> None:
    verifier = opened()
    differing = {}
    for one in {one.bundle: one for one in dossiers}.values():
        told = verifier.ask(one.bundle, None, one.root, date.fromisoformat(one.given["today"]))["subjects"]
        if told != one.answer:
            differing[one.test] = (told, one.answer)
    assert differing == {}, json.dumps(differing, ensure_ascii=False, indent=1)
    assert len(dossiers) >= attacks("vetting") > 0


@pytest.mark.slow
def test_the_page_answers_on_every_bundle_as_we_do(opened: Callable[..., Any], bundles: list[Any]) -> None:
    verifier = opened()
    differing = {}
    rooted = [one for one in bundles if one.root]
    for one in rooted:
        told = verifier.ask(one.data, one.signature, one.root, one.today)
        parts = {name: part["state"] == "holds" for name, part in told["parts"].items() if part["state"] != "notAsked"}
        subjects = {name: [standing["holds"], standing["codes"]] for name, standing in told["subjects"].items()}
        agree = (told["state"] == "good") == one.told["holds"]
        if "quorum" in parts or not one.is_odd:  # a zip with two readings is not read at all: we go on with what can be read
            agree = agree and {**dict.fromkeys(parts, False), **one.parts} == parts and subjects == one.subjects
        if not agree:
            differing[one.test] = {"page": (told["told"], parts, subjects), "ours": (one.parts, one.subjects)}
    assert differing == {}, json.dumps(differing, ensure_ascii=False, indent=1)
    assert len(rooted) >= attacks("verify/vetting") > 0


@pytest.mark.slow
def test_the_page_reads_no_zip_that_we_call_unsafe_and_every_one_that_we_call_well_made(
    opened: Callable[..., Any], bundles: list[Any]
) -> None:
    verifier = opened()
    zips = [one for one in bundles if "test_hostile_zips" in one.test]
    odd = {"SEC014", "PKG016", "PKG017"}
    told = [
        ({*one.told["codes"]}, {*verifier.ask(one.data)["parts"].get("integrity", {}).get("codes", [])}, one.test) for one in zips
    ]
    assert [test for ours, page, test in told if "SEC014" in ours and not odd & page] == []
    assert [test for ours, page, test in told if not {*odd, "PKG015"} & ours and odd & page] == []
    assert sum("SEC014" in ours for ours, _, _ in told) >= 20
