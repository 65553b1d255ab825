"""One SCO a module under a platform that sequences: modules open when the course says, and the final test judges the whole."""

import shutil

import pytest
from keyboard import Learner
from lms_server import HERE
from sequencing_tree import pages, tree
from test_course_at_a_platform import practise, start_test

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.parametrize("standard", ["scorm2004"])]
ROOT = "organization-small-course"


@pytest.fixture(scope="module")
def in_order(built, tmp_path_factory):
    return _edition(built, tmp_path_factory, "order: in-order")


@pytest.fixture(scope="module")
def in_free_order(built, tmp_path_factory):
    return _edition(built, tmp_path_factory, "order: free")


def _edition(built, tmp_path_factory, line):
    edition = tmp_path_factory.mktemp("sequenced") / "small-course"
    shutil.copytree(HERE / "small-course", edition)
    with (edition / "course.yml").open("a", encoding="utf-8") as file:
        file.write(f"{line}\ntargets: {{scorm2004: {{sco: module}}}}\n")
    return built(edition, "scorm2004")


def begin(lms, bundle):
    lms.upload(bundle)
    manifest = bundle.files["imsmanifest.xml"]
    launch = lms.launch("about:blank", kind="sequenced", tree=tree(manifest), pages=pages(manifest, "/course/"))
    return launch, Learner(launch)


def at(launch, module):
    """Wait until a module stands in the frame and lives."""
    launch.frame.wait_for_url(f"**/pages/{module}.html")
    launch.frame.wait_for_selector("header.bar .exit")
    launch.frame.wait_for_function("() => document.querySelector('.learnt, .test-start')")


def finish(launch, learner):
    """Read a module to its end, and leave it."""
    launch.frame.evaluate("document.querySelector('.learnt').scrollIntoView()")
    launch.frame.wait_for_function("() => document.querySelector('progress').value === 1")
    learner.press("button.exit")


def offered(launch):
    """Return the modules that the platform lets the learner choose now."""
    names = ("why-count", "choosing", "arranging", "final-test")
    return [name for name in names if launch.page.evaluate(f"offers('item-{name}')") == "true"]


def test_in_order_each_module_opens_when_the_one_before_is_done_and_the_test_opens_last(lms, in_order):
    launch, learner = begin(lms, in_order)
    at(launch, "why-count")
    assert "final-test" not in offered(launch)
    assert "choosing" not in offered(launch)
    finish(launch, learner)
    for module in ("choosing", "arranging"):
        at(launch, module)
        assert "final-test" not in offered(launch)
        practise(learner, in_order, module, right=True)
        finish(launch, learner)
    at(launch, "final-test")
    assert launch.page.evaluate("delivered") == ["item-why-count", "item-choosing", "item-arranging", "item-final-test"]
    start_test(learner)
    learner.sit(in_order.answers("final-test", right=True))
    learner.press("button.exit")
    launch.frame.wait_for_selector("main.farewell")
    whole = launch.page.evaluate(f"tracked('{ROOT}')")
    assert (whole["completionStatus"], whole["successStatus"]) == ("completed", "passed")
    assert [value for element, value in launch.sets if element == "adl.nav.request"] == ["continue"] * 3 + ["suspendAll"]
    launch.assert_conforms()


def test_who_leaves_a_module_that_is_not_done_is_not_sent_on(lms, in_order):
    launch, learner = begin(lms, in_order)
    at(launch, "why-count")
    learner.press("button.exit")
    launch.frame.wait_for_selector("main.farewell")
    assert launch.page.evaluate("delivered") == ["item-why-count"]
    assert launch.last("adl.nav.request") == "suspendAll"
    assert launch.page.evaluate(f"tracked('{ROOT}')")["completionStatus"] != "completed"
    launch.assert_conforms()


def test_a_failed_test_fails_the_whole_whatever_was_read(lms, in_free_order):
    launch, learner = begin(lms, in_free_order)
    at(launch, "why-count")
    assert offered(launch) == ["why-count", "choosing", "arranging", "final-test"]
    finish(launch, learner)
    at(launch, "choosing")
    assert launch.page.evaluate("choose('item-final-test')") is True
    at(launch, "final-test")
    for _ in range(2):
        start_test(learner)
        learner.sit(in_free_order.answers("final-test", right=False))
    learner.press("button.exit")
    launch.frame.wait_for_selector("main.farewell")
    whole = launch.page.evaluate(f"tracked('{ROOT}')")
    assert (whole["completionStatus"], whole["successStatus"]) == ("incomplete", "failed")
