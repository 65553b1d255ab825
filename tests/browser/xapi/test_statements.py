"""What a player says stands before judges that know nothing of it: two validators, the profile's templates, a record store."""

import importlib
import json
import subprocess
import sys
from typing import Any

import pytest
from taking import PRACTICE, Taker

from conftest import HERE, running
from lrs import ADL

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VALIDATION = HERE.parent / "node_modules/@learninglocker/xapi-validation"
KINDS = ("cmi5", "xapi")


def neighbour(name: str) -> Any:
    """Return a module of `tests/lrs`."""
    if (room := str(HERE.parents[1] / "lrs")) not in sys.path:
        sys.path.append(room)
    return importlib.import_module(name)


@pytest.fixture(scope="module")
def said(browser, small):
    """Return by target all that a learner says who answers wrong, then right, fails the test, passes it, and leaves."""
    return {kind: _said(browser, small[kind], kind) for kind in KINDS}


def _said(browser, bundle, kind):
    with running(browser) as platform:
        platform.upload(bundle)
        launch = platform.open(kind, mastery=0.6)
        taker = Taker(launch, bundle)
        taker.read("why-count")
        for module in PRACTICE:
            taker.go(module)
            right = bundle.answers(module, right=True)
            for name, (question, wrong) in bundle.answers(module, right=False).items():
                form = f"#q-{name}"
                taker.fill(form, question, wrong)
                if taker.check(form) == "wrong":
                    taker.try_again(form)
                    taker.fill(form, *right[name])
                    taker.check(form)
            taker.next(module)
        taker.test(right=False)
        taker.press(".test-stage .test-result .actions button")
        taker.sit(bundle.answers("final-test", right=True))
        platform.settled(lambda: "completed" in platform.lrs.verbs())
        assert launch.exit() == "All is saved"
        assert platform.lrs.refusals == []
        return platform.lrs.statements


@pytest.mark.parametrize("kind", KINDS)
def test_every_verb_and_every_type_of_question_is_among_them(said, kind):
    verbs = {one["verb"]["id"].removeprefix(ADL) for one in said[kind]}
    own = {"initialized", "terminated"} if kind == "cmi5" else set()
    assert verbs == own | {"experienced", "answered", "attempted", "progressed", "completed", "passed", "failed"}
    types = {one["object"]["definition"].get("interactionType") for one in said[kind]}
    assert types == {"choice", "true-false", "matching", "sequencing", "fill-in", "numeric", "likert", None}


@pytest.mark.parametrize("kind", KINDS)
def test_learning_lockers_validation_has_nothing_to_say(said, kind):
    if not VALIDATION.is_dir():
        pytest.skip("@learninglocker/xapi-validation is not installed: run `make setup`")

    def warnings(statements: list[dict[str, Any]]) -> list[str]:
        command = ["node", str(HERE / "validate.cjs")]
        done = subprocess.run(command, input=json.dumps(statements), capture_output=True, text=True, check=True, encoding="utf-8")
        return done.stdout.splitlines()

    assert warnings(said[kind]) == []
    assert warnings([{**said[kind][0], "verb": {"id": "no iri"}}])


@pytest.mark.parametrize("kind", KINDS)
def test_what_claims_our_profile_follows_its_templates(said, kind):
    templates = neighbour("templates")
    profile = templates.our_profile()
    claimed = [one for one in said[kind] if templates.claims(one, profile)]
    assert len(claimed) == len(said[kind]) - (4 if kind == "cmi5" else 0)
    assert [fault for one in claimed for fault in templates.faults(one, profile)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_ralph_takes_them_and_gives_them_back_in_order(said, kind, tmp_path):
    ralph = neighbour("ralph")
    if not ralph.is_installed():
        pytest.skip(ralph.MISSING)
    assert ralph.model_faults(said[kind]) == []
    with ralph.running(tmp_path) as store:
        assert ralph.ask(store, "POST", "statements", said[kind]).status == 200
        read = ralph.statements(store)
    assert [one["id"] for one in read] == [one["id"] for one in said[kind]]
    for before, after in zip(said[kind], read, strict=True):
        assert {key: after[key] for key in before} == before
