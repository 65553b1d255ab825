"""The learner's record: kept on the device, saved as a file and read again, deleted; in one window at a time."""

import json

import pytest

pytestmark = pytest.mark.slow
BLOCKED = "Object.defineProperty(self, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"


def go_on(visit, module):
    """Go on from a module, and wait until the next page is there: one that never came was never seen."""
    visit.page.click(".pager-next")
    visit.page.wait_for_function(
        "(module) => document.documentElement.dataset.module !== module && document.querySelector('main:not([aria-busy]) h1')",
        arg=module,
    )


def take(visit, practise):
    """Do a module and half of another."""
    visit.to("why-count")
    go_on(visit, "why-count")
    visit.to("choosing")
    practise(visit, "choosing")
    go_on(visit, "choosing")
    return visit.to("")


def saved(visit, tmp_path):
    """Press the button that saves the record, and return the file."""
    with visit.page.expect_download() as download:
        visit.page.click("text=Save my record as a file")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def read(visit, path):
    visit.page.set_input_files("input[type=file]", path)
    return visit.page.inner_text(".device-said:not(:empty) >> nth=0")


def test_the_file_says_in_words_what_was_done_and_when(device, server, keys, practise, tmp_path):
    visit = take(device.visit(server.address), practise).to("final-test")
    visit.page.click(".test-start button.primary")
    visit.learner.sit(keys.answers("final-test", right=False))
    path = saved(visit, tmp_path)
    assert path.name.startswith("small-course-20")
    record = json.loads(path.read_text(encoding="utf-8"))
    assert (record["format"], record["formatVersion"]) == ("karmakit-record", 1)
    assert record["course"]["id"] == "small-course"
    assert record["course"]["iri"] == "https://training.example.gov.in/small-course"
    assert (record["progress"], record["completed"], record["passed"], record["score"]) == (40, False, False, 0)
    assert record["begun"] <= record["changed"] <= record["written"]
    modules = {module["id"]: module for module in record["modules"]}
    assert [module["status"] for module in modules.values()] == ["done", "seen", "done", "seen", "seen"]
    assert record["begun"] <= modules["why-count"]["done"] <= modules["choosing"]["done"]
    assert modules["why-count"]["objectives"][0]["text"] == "Say when the thirty days begin"
    (test,) = record["tests"]
    assert (test["final"], test["passMark"], test["attempts"], test["best"], test["passed"]) == (True, 60, 1, 0, False)
    assert [result["score"] for result in test["results"]] == [0]


def test_a_record_is_deleted_and_read_again_from_its_file(device, server, practise, tmp_path):
    visit = take(device.visit(server.address), practise)
    path = saved(visit, tmp_path)
    visit.page.click("button:text-is('Start again')")
    assert visit.page.evaluate("document.activeElement.textContent") == "Keep it"
    visit.page.click("text=Keep it")
    assert visit.page.inner_text(".bar-words") == "2 of 5 modules"
    visit.page.click("button:text-is('Start again')")
    with visit.page.expect_navigation():
        visit.page.click("text=Delete my record")
    visit.page.wait_for_selector(".device")
    assert visit.page.inner_text(".bar-words") == "0 of 5 modules"
    assert visit.page.inner_text(".start .button") == "Start"
    assert visit.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('small-course'))") == []

    assert read(visit, path) == "The file was read. What it holds is now part of your record here."
    assert visit.page.inner_text(".bar-words") == "2 of 5 modules"
    device.start()
    visit = device.visit(server.address)
    assert visit.page.inner_text(".bar-words") == "2 of 5 modules"
    again = json.loads(saved(visit, tmp_path).read_text(encoding="utf-8"))
    before = json.loads(path.read_text(encoding="utf-8"))
    assert [again["kept"][key] for key in ("state", "begun", "done")] == [before["kept"][key] for key in ("state", "begun", "done")]


def test_a_file_adds_to_what_is_here_and_takes_nothing_away(device, server, practise, tmp_path):
    visit = take(device.visit(server.address), practise)
    path = saved(visit, tmp_path)
    visit.page.click("button:text-is('Start again')")
    with visit.page.expect_navigation():
        visit.page.click("text=Delete my record")
    visit.page.wait_for_selector(".device")
    visit.to("at-the-counter")
    practise(visit, "at-the-counter")
    visit.page.click(".pager-next")
    visit.to("")
    assert visit.page.inner_text(".bar-words") == "1 of 5 modules"
    read(visit, path)
    assert visit.page.inner_text(".bar-words") == "3 of 5 modules"


def test_a_file_that_is_no_record_of_this_course_changes_nothing(device, server, practise, tmp_path):
    visit = take(device.visit(server.address), practise)
    path = saved(visit, tmp_path)
    record = json.loads(path.read_text(encoding="utf-8"))
    foreign = "This file is not a record of this course. Nothing was changed."
    hostile = {
        "not JSON": b"\xff\x00<html>",
        "null": b"null",
        "a number": b"7",
        "nothing kept": json.dumps({**record, "kept": None}).encode(),
        "a state that is none": json.dumps({**record, "kept": {"state": "<img src=x onerror=alert(1)>"}}).encode(),
        "another course": json.dumps({**record, "course": {"iri": "https://elsewhere.example/course"}}).encode(),
        "too large": json.dumps({**record, "more": "x" * 1_000_000}).encode(),
        "deep": b"[" * 100_000,
    }
    for name, data in hostile.items():
        (tmp_path / "hostile.json").write_bytes(data)
        assert read(visit, tmp_path / "hostile.json") == foreign, name
    later = "This file was written by a newer edition of this course. Nothing was changed."
    for newer in ({**record, "formatVersion": 2}, {**record, "kept": {**record["kept"], "state": "2;pabcd"}}):
        (tmp_path / "newer.json").write_text(json.dumps(newer), encoding="utf-8")
        assert read(visit, tmp_path / "newer.json") == later
    assert visit.page.inner_text(".bar-words") == "2 of 5 modules"
    kept = {**record["kept"], "done": {"why-count": "<b>"}, "attempts": {"final-test": [None, {"at": 1}, 7]}, "begun": {}}
    (tmp_path / "odd.json").write_text(json.dumps({**record, "kept": kept}), encoding="utf-8")
    assert read(visit, tmp_path / "odd.json").startswith("The file was read.")
    again = json.loads(saved(visit, tmp_path).read_text(encoding="utf-8"))
    expected = {**record["kept"], "changed": again["kept"]["changed"], "attempts": {"final-test": []}}
    assert again["kept"] == expected, "what is no date is dropped"


def test_a_second_window_only_reads_and_takes_over_when_the_first_is_closed(device, server, practise):
    first = device.visit(server.address)
    second = device.visit(server.address)
    assert "This course is open in another window." in second.page.inner_text(".trouble")
    assert second.page.locator("button:text-is('Start again')").count() == 0
    assert second.page.locator("text=Read a record from a file").count() == 0
    first.to("why-count")
    first.page.click(".pager-next")
    first.to("")
    with first.page.expect_event("close"):
        first.page.close(run_before_unload=True)
    second.page.wait_for_selector(".trouble:empty", state="attached")
    second.page.wait_for_function("() => document.querySelector('.bar-words').textContent === '1 of 5 modules'")
    second.to("at-the-counter")
    practise(second, "at-the-counter")
    second.page.click(".pager-next")
    second.to("")
    device.start()
    assert device.visit(server.address).page.inner_text(".bar-words") == "2 of 5 modules"


def test_a_record_that_was_deleted_in_one_window_does_not_come_back_from_another(device, server):
    first = device.visit(server.address).to("why-count")
    first.page.click(".pager-next")
    first.to("")
    second = device.visit(server.address)
    assert second.page.inner_text(".bar-words") == "1 of 5 modules"
    first.page.click("button:text-is('Start again')")
    with second.page.expect_navigation(), first.page.expect_navigation():
        first.page.click("text=Delete my record")
    first.page.wait_for_selector(".device")
    second.page.wait_for_selector(".device")
    assert {visit.page.inner_text(".bar-words") for visit in (first, second)} == {"0 of 5 modules"}


def test_a_browser_that_keeps_nothing_is_told_and_the_record_can_still_be_saved(device, server, practise, tmp_path):
    window = device.window()
    window.page.add_init_script(BLOCKED)
    visit = take(window.open(server.address), practise)
    assert "This browser does not keep your work." in visit.page.inner_text(".trouble")
    assert "This browser keeps nothing once the window is closed." in visit.page.inner_text(".device")
    assert json.loads(saved(visit, tmp_path).read_text(encoding="utf-8"))["progress"] == 40
    visit.page.click("button.exit")
    assert visit.page.inner_text("main.farewell h1") == "Your work could not be kept"
    assert json.loads(saved(visit, tmp_path).read_text(encoding="utf-8"))["progress"] == 40


def test_the_exit_says_where_the_work_is_kept(device, server):
    visit = device.visit(server.address).to("why-count")
    visit.page.click("button.exit")
    assert visit.page.inner_text("main.farewell h1") == "All is saved on this device"
    assert visit.page.locator("text=Save my record as a file").count() == 0


def test_a_record_of_a_newer_player_is_left_untouched(device, server):
    window = device.window()
    key = "karmakit:https://training.example.gov.in/small-course:device"
    kept = json.dumps({"state": "2;pabcd", "begun": "", "changed": "", "done": {}, "attempts": {}})
    window.page.add_init_script(f"localStorage.setItem({json.dumps(key)}, {json.dumps(kept)})")
    visit = window.open(server.address).to("why-count")
    visit.page.click(".pager-next")
    assert "Your record was written by a newer edition" in visit.page.inner_text(".trouble")
    visit.page.click("button.exit")
    assert json.loads(visit.page.evaluate("key => localStorage.getItem(key)", key))["state"] == "2;pabcd"


# ---- without a server that could keep anything -----------------------------------------------------------------------------


def test_from_a_memory_stick_the_course_works_and_remembers_and_says_nothing_wrong(device, files, tmp_path):
    for name, data in files.items():
        (tmp_path / "stick" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "stick" / name).write_bytes(data)
    address = (tmp_path / "stick" / "index.html").as_uri()
    visit = device.window()
    # the browser itself remarks that a manifest needs a server
    visit.forgiven = "manifest|ERR_FAILED"
    visit.open(address)
    assert visit.page.locator("text=Without a network").count() == 0
    assert visit.page.inner_text(".trouble") == ""
    visit.page.click(".start a")
    visit.page.wait_for_url("**/pages/why-count.html")
    visit.page.wait_for_selector(".module-status", state="attached")
    visit.page.click(".pager-next")
    visit.page.wait_for_url("**/pages/at-the-counter.html")
    visit.page.wait_for_selector(".module-status", state="attached")
    assert visit.page.inner_text(".bar-words") == "1 of 5 modules"
    visit.page.click(".bar .icon-button[aria-controls=settings]")
    visit.page.click(".settings >> text=On this device")
    visit.page.wait_for_selector(".device")
    device.start()
    again = device.window()
    again.forgiven = "manifest|ERR_FAILED"
    again.open(address)
    assert again.page.inner_text(".bar-words") == "1 of 5 modules"


def test_on_a_server_without_encryption_the_course_works_and_says_nothing_wrong(device, server):
    device.start("--host-resolver-rules=MAP course.test 127.0.0.1")
    visit = device.visit(server.address.replace("127.0.0.1", "course.test"))
    assert not visit.page.evaluate("isSecureContext")
    assert visit.page.locator("text=Without a network").count() == 0
    assert visit.page.inner_text(".trouble") == ""
    assert "kept in this browser" in visit.page.inner_text(".device")
    visit.to("why-count")
    visit.page.click(".pager-next")
    assert visit.page.inner_text(".bar-words") == "1 of 5 modules"
