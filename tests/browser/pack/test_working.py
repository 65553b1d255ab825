"""A reviewer at work in a pack: without a network, with the keyboard alone, and with a file at the end."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.vetting.reading import vetting_of
from karmakit_build.vetting.recording import read_decisions, recording_of
from karmakit_schemas.decisions import DecisionFile
from karmakit_validators.vetting.subject import contents

pytestmark = pytest.mark.browser
MOST = 400
"""Steps of the Tab key after which something cannot be reached."""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus; a trap on the way is a failure."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard never reaches {selector}")


def go(page: Page, view: str) -> None:
    """Go to a view by its link in the navigation."""
    tab_to(page, f"nav a[href='#{view}']")
    page.keyboard.press("Enter")
    page.locator(f"#{view}").wait_for(state="visible")
    assert page.evaluate("document.activeElement.tagName") == "H2"


def who(page: Page, name: str) -> None:
    tab_to(page, "#person")
    page.keyboard.type(name)
    page.keyboard.press("Tab")


def saved(page: Page, folder: Path) -> Path:
    tab_to(page, "#save")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def approve(page: Page, subject: str) -> None:
    go(page, f"part-{subject}")
    tab_to(page, f"[name='verdict {subject}']")
    page.keyboard.press("ArrowDown")  # from `not decided`, the last, to the first


def test_a_whole_review_is_done_with_the_keyboard_alone(desk, opened, tmp_path):
    page = opened(desk.packs["en"])
    who(page, "Ravi")
    assert page.locator("#role").input_value() == "instructional-designer"
    assert page.locator("#progress").inner_text().startswith("0 of 6 parts decided")
    go(page, "part-example")
    tab_to(page, "#at-example")
    page.keyboard.type("Question")
    page.keyboard.press("Tab")
    page.keyboard.type("In the evening nobody remembers <b>the letter</b>")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "The remark was added." in page.locator("#remarks-example").inner_text()
    tab_to(page, "[name='verdict example']")
    page.keyboard.press("ArrowUp")
    tab_to(page, "#reason-example")
    page.keyboard.type("The key is wrong.")
    approve(page, "look")
    approve(page, "_course")
    go(page, "form")
    tab_to(page, "[name='answer instructional-1']")
    page.keyboard.press("ArrowDown")
    go(page, "finish")
    tab_to(page, "#save")
    page.keyboard.press("Enter")
    assert "declare that you have no conflict" in page.locator("#faults").inner_text()
    tab_to(page, "#no-conflict")
    page.keyboard.press("Space")
    path = saved(page, tmp_path)
    assert path.name == "host-ravi.decision.json"
    file = DecisionFile.model_validate_json(path.read_bytes())
    digests = {content.name: content.digest for content in contents(parse(load(desk.course)))}
    assert {one.subject: one.verdict for one in file.decided} == {
        "_course": "approve",
        "look": "approve",
        "example": "request-changes",
    }
    assert all(one.digest == digests[one.subject] for one in file.decided)
    asked = next(one for one in file.decided if one.subject == "example")
    assert asked.reason == "The key is wrong."
    (comment,) = asked.comments
    assert (comment.at, comment.text, comment.blocking) == ("register-1", "In the evening nobody remembers <b>the letter</b>", True)
    assert [(one.statement, one.answer, one.by) for one in file.answers] == [("instructional-1", "yes", "person")]
    assert file.no_conflict
    assert file.opened <= file.closed
    recording = recording_of(vetting_of(desk.course), [read_decisions(path)], datetime.now(tz=UTC).date())
    assert len(recording.decisions) == 3


def test_a_closed_tab_loses_nothing_and_other_content_is_other_work(desk, opened):
    page = opened(desk.packs["en"])
    page.select_option("#person", "ravi")
    page.locator("nav a[href='#part-look']").click()
    page.locator("[name='verdict look'][value=request-changes]").check()
    page.locator("#reason-look").fill("Too long")
    page.reload()
    assert page.locator("#person").input_value() == "ravi"
    assert page.locator("#reason-look").input_value() == "Too long"
    assert page.locator("[data-mark=look]").inner_text() == "changes asked for"
    (name,) = page.evaluate("Object.keys(localStorage)")
    assert name.startswith("karmakit-pack:")


def test_a_browser_that_keeps_nothing_is_told_of(desk, opened):
    page = opened(desk.packs["en"], before="Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})")
    assert page.locator("#keeping").inner_text() == (
        "This browser does not keep your work. Save your decision before you close this page."
    )


def test_a_saved_decision_can_be_gone_on_from(desk, opened, tmp_path):
    page = opened(desk.packs["en"])
    page.select_option("#person", "meera")
    page.locator("nav a[href='#part-example']").click()
    page.locator("[name='verdict example'][value=approve]").check()
    page.locator("#since-example").check()
    page.locator("#reason-example").fill("Good\u0007, and \u0938\u0939\u0940 \U0001f44d")
    page.locator("nav a[href='#finish']").click()
    page.locator("#no-conflict").check()
    path = saved(page, tmp_path)
    assert read_decisions(path).file.decided[0].reason == "Good, and सही 👍"
    other = opened(desk.packs["hi"])
    other.locator("nav a[href='#finish']").click()
    other.locator("#load").set_input_files(path)
    other.locator("#loaded", has_text="सहेजा हुआ निर्णय पढ़ लिया गया").wait_for()
    assert other.locator("#person").input_value() == "meera"
    assert other.locator("[name='verdict example'][value=approve]").is_checked()
    assert other.locator("#since-example").is_checked()
    assert other.locator("#no-conflict").is_checked()


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda file: [file], "no decision saved"),
        (lambda file: {**file, "course": "other"}, "another course"),
        (
            lambda file: {**file, "decided": [{**file["decided"][0], "digest": "0" * 64}]},
            "have changed since and are to be decided again: Writing it into the register",
        ),
        (lambda file: {**file, "person": "__proto__", "decided": [{"subject": "constructor"}], "answers": 5}, "constructor"),
    ],
)
def test_a_file_from_elsewhere_is_taken_with_care(desk, opened, tmp_path, edit, said):
    page = opened(desk.packs["en"])
    file = {
        "version": 1,
        "kind": "karmakit-decision",
        "course": "host",
        "language": "en",
        "person": "ravi",
        "role": "instructional-designer",
        "opened": "2026-11-22T10:00:00Z",
        "decided": [{"subject": "example", "digest": "1" * 64, "verdict": "approve"}],
    }
    path = tmp_path / "given.json"
    path.write_text(json.dumps(edit(file)), encoding="utf-8")
    page.locator("nav a[href='#finish']").click()
    page.locator("#load").set_input_files(path)
    page.locator("#loaded", has_text=said).wait_for()
    assert not page.locator("[value=approve]:checked").count()


def test_the_change_alone_may_be_looked_at_only_where_the_text_before_was_passed_in_that_role(desk, opened, tmp_path):
    page = opened(desk.packs["en"])
    page.select_option("#person", "ravi")
    page.locator("nav a[href='#part-example']").click()
    assert not page.locator("#since-example").is_visible()
    assert not page.locator("#since-look").count()
    page.locator("nav a[href='#start']").click()
    page.select_option("#person", "meera")
    assert page.locator("#progress").inner_text() == "0 of 1 parts decided"
    page.locator("nav a[href='#part-example']").click()
    page.locator("#since-example").check()
    page.locator("[name='verdict example'][value=approve]").check()
    page.locator("nav a[href='#finish']").click()
    page.locator("#no-conflict").check()
    file = DecisionFile.model_validate_json(saved(page, tmp_path).read_bytes())
    records = (desk.course / ".vetting" / "example").glob("*.json")
    (passed,) = [json.loads(path.read_bytes())["subject"][0]["digest"]["sha256"] for path in records]
    assert [(one.subject, one.since) for one in file.decided] == [("example", passed)]


def test_a_request_without_a_reason_and_a_remark_without_a_decision_are_not_saved(desk, opened):
    page = opened(desk.packs["en"])
    page.locator("nav a[href='#part-example']").click()
    page.locator("[name='verdict example'][value=request-changes]").check()
    assert page.locator("#decide-example [data-warning]").inner_text() == "Say what should change, as a reason or as a remark."
    page.locator("nav a[href='#part-look']").click()
    page.locator("#remark-look").fill("Fine so far")
    page.locator("#remarks-look [data-add]").click()
    page.locator("nav a[href='#finish']").click()
    page.locator("#save").click()
    told = page.locator("#faults li").all_inner_texts()
    assert [line.partition(":")[0] for line in told] == [
        "Choose your name and role.",
        "You left a remark and no decision",
        "Say what should change in",
    ]
    assert page.evaluate("document.activeElement.id") == "faults"


def test_a_blocking_remark_is_answered_in_the_next_pack(desk, opened, tmp_path):
    folder = tmp_path / "institute"
    shutil.copytree(desk.folder, folder)
    page = opened(desk.packs["en"])
    page.select_option("#person", "ravi")
    page.locator("nav a[href='#part-example']").click()
    page.locator("#at-example").select_option("register-1")
    page.locator("#remark-example").fill("Which evening?")
    page.locator("#blocking-example").check()
    page.locator("#remarks-example [data-add]").click()
    page.locator("[name='verdict example'][value=approve]").check()
    assert "leave a blocking remark" in page.locator("#decide-example [data-warning]").inner_text()
    page.locator("nav a[href='#finish']").click()
    page.locator("#no-conflict").check()
    path = saved(page, tmp_path)
    (made,) = DecisionFile.model_validate_json(path.read_bytes()).decided[0].comments
    pack = folder / "next.html"
    with desk.in_folder(folder):
        desk.called("vet", "record", path, "--course", "courses/host", "--key", "ravi")
        desk.called("review", "courses/host", "--format", "html", "--output", pack, "--no-bundle")
    later = opened(pack)
    later.select_option("#person", "ravi")
    later.locator("nav a[href='#part-example']").click()
    remark = later.locator(".open-remarks li")
    assert "Which evening?" in remark.inner_text()
    remark.get_by_label("This is answered now").check()
    later.locator("[name='verdict example'][value=approve]").check()
    later.locator("nav a[href='#finish']").click()
    later.locator("#no-conflict").check()
    file = DecisionFile.model_validate_json(saved(later, tmp_path).read_bytes())
    (comment,) = file.decided[0].comments
    assert (comment.at, comment.resolves) == ("register-1", (made.id,))
