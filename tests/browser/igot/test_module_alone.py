"""A module of a delivery kit in iGOT's frame: whole on its own, completed by its own questions, found again."""

import io
import json
import mimetypes
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.igot.kit import module_zip
from karmakit_schemas.errors import UnusableInputError

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[3]
ORIGIN = "http://igot.test"
MODULE = "personal-information"
# iGOT's API as its public code has it: untyped, forgetful, and with odd return values
PORTAL = """<!doctype html><html lang="en"><head><title>Portal</title><link rel="icon" href="data:,"><script>
var held = HELD, calls = [];
window.API = {
  LMSInitialize: () => { calls.push(["initialize"]); return true; },
  LMSGetValue: (name) => held[name] || "",
  LMSSetValue: (name, value) => { held[name] = value; calls.push(["set", name, value]); return value; },
  LMSCommit: () => { calls.push(["commit"]); return false; },
  LMSFinish: () => { calls.push(["finish"]); return true; },
  LMSGetLastError: () => "", LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
};
</script></head><body>
<iframe name="course" title="course" width="900" height="700" src="/content/do_1-latest/index.html?timestamp='1"></iframe>
</body></html>"""


@pytest.fixture(scope="module")
def files():
    """Return the files of one module's package."""
    course = parse(load(ROOT / "courses" / "rti-answering")).course
    assert course is not None
    module = next(module for module in course.modules if module.id == MODULE)
    try:
        data = module_zip(course, module)
    except UnusableInputError as error:
        pytest.skip(str(error))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {f"/content/do_1-latest/{name}": archive.read(name) for name in archive.namelist()}


@pytest.fixture
def launch(browser, files):
    """Return what opens the module in the portal, with what the learner's last visit left."""
    context = browser.new_context()
    problems: list[str] = []
    asked: list[str] = []

    def opened(held=None):
        page = context.new_page()

        def answer(route):
            path = urlsplit(route.request.url).path
            asked.append(path)
            if path == "/portal":
                route.fulfill(body=PORTAL.replace("HELD", json.dumps(held or {})), content_type="text/html")
            elif path in files:
                route.fulfill(body=files[path], content_type=mimetypes.guess_type(path)[0] or "application/octet-stream")
            else:
                route.fulfill(status=404, body="")

        page.route("**/*", answer)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: message.type == "error" and problems.append(message.text))
        page.goto(f"{ORIGIN}/portal")
        frame = page.frame(name="course")
        assert frame is not None
        frame.wait_for_selector("html[data-alone]")
        frame.wait_for_selector("form.question .actions button", state="attached")
        return page, frame

    yield opened
    assert problems == []
    assert [path for path in asked if path not in files and path != "/portal"] == []
    context.close()


COMPLETED = """() => {
  scrollTo(0, document.documentElement.scrollHeight);
  return parent.held["cmi.core.lesson_status"] === "completed" && parent.calls.some(([kind]) => kind === "commit");
}"""


def complete(frame):
    """Answer every question, read to the end, and wait until the portal has it."""
    for form in frame.query_selector_all("form.question"):
        form.query_selector("input").check()
        form.query_selector("button[type=submit]").click()
    frame.wait_for_function(COMPLETED, timeout=60_000)


def test_the_module_stands_alone_without_a_way_to_the_others(launch):
    _, frame = launch()
    assert frame.query_selector("main h1").inner_text()
    assert not [link for link in frame.query_selector_all("a.pager-next, a.pager-back") if link.is_visible()]
    ways = frame.eval_on_selector_all("main a[href]", "links => links.map(link => link.href)")
    assert not [way for way in ways if way.startswith(ORIGIN) and "#" not in way]
    assert frame.eval_on_selector("a.bar-home", "link => link.getAttribute('href')") is None


def test_it_is_completed_by_its_own_questions_and_never_finished(launch):
    page, frame = launch()
    complete(frame)
    calls = page.evaluate("calls")
    assert ["finish"] not in calls
    assert {call[1] for call in calls if call[0] == "set"} <= {
        "cmi.suspend_data",
        "cmi.core.lesson_status",
        "cmi.core.exit",
        "cmi.core.session_time",
    }


def test_the_next_visit_finds_the_answers(launch):
    page, frame = launch()
    complete(frame)
    held = page.evaluate("held")
    page.close()
    _, again = launch(held)
    again.wait_for_function(
        "() => ['', '[data-outcome]'].map((having) => document.querySelectorAll('form.question' + having).length)"
        ".every((number, _, all) => number > 0 && number === all[0])",
        timeout=60_000,
    )
