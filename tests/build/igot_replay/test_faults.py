"""The network and the platform fail in the middle of a replay: nothing is lost, nothing is done twice."""

import json
import os
import signal
import subprocess
import sys

import igot_kits
import igot_server
import pytest

COMMAND = [sys.executable, "-c", "import sys; from karmakit_build.cli import main; sys.exit(main())"]
PICTURE = f"karmakit.sample.{igot_kits.picture_key(igot_kits.COURSE_PICTURE)}"
BUSY = [
    ("POST", "/create$", 429),
    ("POST", "/search$", 503),
    ("POST", "/upload/", 500),
    ("GET", "/read/", 502),
    ("GET", "/hierarchy/", 504),
    ("PATCH", "/update/do_", 429),
    ("PATCH", "/update/do_", 503),
    ("PATCH", "/hierarchy/update", 500),
    ("POST", "/review/", 500),
]


@pytest.mark.parametrize("wrong", BUSY)
def test_a_busy_platform_is_waited_out(replay, platform, complete, wrong):
    method, path, status = wrong
    platform.fault(method, path, 2, status=status)
    said = replay("--review", file=complete)
    assert said.status == 0, said.err
    platform.whole()


@pytest.mark.parametrize(("header", "seconds"), [("7", 7), ("99999999999", 120), ("soon", 1), ("-5", 1)])
def test_retry_after_is_obeyed_within_bounds(replay, platform, waits, header, seconds):
    platform.fault("POST", "/create$", 1, status=429, headers={"Retry-After": header})
    replay()
    assert waits[0] == seconds


def test_retry_after_may_be_a_date(replay, platform, waits):
    platform.fault("POST", "/create$", 1, status=429, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})
    replay()
    assert waits[0] == 0


def test_a_platform_that_stays_busy_ends_the_run_which_then_goes_on(replay, platform, complete):
    platform.fault("POST", "/upload/", 4, status=503)
    said = replay("--review", file=complete)
    assert said.status == 2
    assert said.err.startswith("karmakit: POST /content/v3/upload/do_")
    assert said.err.endswith("the platform answered 503 4 times; run again later, it goes on where it stopped\n")
    assert replay("--review", file=complete).status == 0
    platform.whole()


LOST = [("POST", "/create$"), ("POST", "/upload/"), ("PATCH", "/update/do_"), ("PATCH", "/hierarchy/update"), ("POST", "/review/")]


@pytest.mark.parametrize("wrong", LOST)
def test_an_answer_that_never_came_is_recovered(replay, platform, complete, wrong):
    platform.fault(*wrong, 1, after="drop")
    said = replay("--review", file=complete)
    assert said.status == 0, said.err
    platform.whole()


def test_a_lost_content_is_found_again_although_the_index_is_slow(replay, platform, complete, waits):
    platform.fault("POST", "/create$", 1, after="drop")
    platform.state.lag = 4  # the search before, and three after
    said = replay("--review", file=complete)
    assert said.status == 0, said.err
    assert waits == [1, 2, 4]
    platform.whole()


def test_what_cannot_be_found_again_is_left_to_a_person_and_never_created_twice(replay, platform, complete):
    platform.fault("POST", "/create$", 1, after="drop")
    platform.state.lag = 1_000
    said = replay("--review", file=complete)
    assert said.status == 2
    assert "it is not known whether 'thumbnails/course.png' was created: look in the portal for the code" in said.err
    assert replay("--review", file=complete).status == 2
    assert len(platform.state.of(PICTURE)) == 1
    found = platform.state.one(PICTURE)["identifier"]
    platform.state.lag = 0
    assert replay("--review", file=complete).status == 0
    assert platform.state.one("karmakit.sample.course")["appIcon"].split("/")[4] == found
    platform.whole()


def test_what_was_not_created_is_created_once_a_person_says_so(replay, platform, complete):
    platform.fault("POST", "/create$", 1, status=500)
    assert replay("--review", file=complete).status == 2
    assert replay("--review", file=complete).status == 2
    assert platform.state.of(PICTURE) == []
    said = replay("--review", "--create-again", file=complete)
    assert said.status == 0, said.err
    platform.whole()


def test_an_id_that_a_person_found_is_taken(replay, platform, complete, values, sets):
    platform.fault("POST", "/create$", 5, after="drop")
    platform.state.faults[0].times = 0
    assert replay(file=complete).status == 0
    part = platform.state.one("karmakit.sample.module.part-1")["identifier"]
    said = replay("--review", "--ledger", complete.with_name("new.jsonl"), file=values(**sets, **{"module.part-1": part}))
    assert said.status == 0, said.err
    assert "found on the platform: create module.part-1: POST /content/v3/create  Part 1" in said.out
    platform.whole()


def test_a_ledger_that_was_lost_makes_nothing_twice(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    kit.ledger.unlink()
    said = replay("--review", file=complete)
    assert said.status == 0, said.err
    assert said.out.count("found on the platform: create") == 5
    platform.whole()


def test_two_contents_of_one_code_are_told_and_a_person_chooses(replay, platform, values, sets, kit):
    assert replay(file=values(**sets)).status == 0
    first = platform.state.one("karmakit.sample.module.part-1")
    platform.state._add({name: value for name, value in first.items() if name != "identifier"})
    kit.ledger.unlink()
    said = replay(file=values(**sets))
    assert said.status == 2
    assert "the platform holds 2 contents of the code karmakit.sample.module.part-1" in said.err
    assert replay(file=values(**sets, **{"module.part-1": first["identifier"]})).status == 0


def test_a_content_of_the_same_code_in_another_channel_is_somebody_elses(replay, platform, complete):
    state = platform.state
    theirs = {"code": "karmakit.sample.module.part-1", "mimeType": "application/vnd.ekstep.html-archive", "channel": "another"}
    identifier = state._add({**theirs, "name": "Theirs"})
    assert replay(file=complete).status == 0
    assert len(state.of("karmakit.sample.module.part-1")) == 2
    assert "artifactUrl" not in state.contents[identifier]


def test_a_door_without_a_search_is_walked_through_all_the_same(replay, platform, complete):
    platform.fault("POST", "/search$", 1_000, status=404)
    assert replay("--review", file=complete).status == 0
    platform.whole()


def test_another_writer_between_reading_and_writing_is_noticed(replay, platform, complete):
    def stale(identifier, body):
        platform.state.update = update
        platform.state._touch(platform.state.contents[identifier])
        return update(identifier, body)

    update = platform.state.update
    platform.state.update = stale
    assert replay("--review", file=complete).status == 0
    platform.whole()


def test_a_course_in_review_is_left_alone(replay, platform, complete, kit):
    assert replay("--review", file=complete).status == 0
    kit.plan["root"]["metadata"]["purpose"] = "Another purpose"
    kit.write()
    said = replay("--review", file=complete)
    assert said.status == 2
    assert "is Review and not a draft; open it for editing in the portal, then run again" in said.err


def test_a_unit_that_somebody_added_in_the_portal_is_not_thrown_away(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    course = platform.state.one("karmakit.sample.course")["identifier"]
    added = platform.state._add(
        {"name": "Added by hand", "code": "x", "primaryCategory": "Course Unit", "contentType": "CourseUnit", "mimeType": "y"}
    )
    platform.state.trees[course][course].append(added)
    kit.plan["root"]["children"][0]["metadata"]["name"] = "Another first unit"
    kit.write()
    said = replay(file=complete)
    assert said.status == 2
    assert f"holds {added} on the platform, which no kit put there" in said.err


@pytest.mark.parametrize(
    ("status", "words"), [(401, "renew KARMAKIT_IGOT_TOKEN and run again"), (403, "have the author's role given to it")]
)
def test_a_token_that_is_refused_is_one_line_with_the_mend(replay, platform, status, words):
    platform.fault("POST", "", 1_000, status=status)
    said = replay()
    assert said.status == 2
    assert words in said.err
    assert said.err.count("\n") == 1
    assert igot_server.TOKEN not in said.err


def test_a_wrong_token_is_one_line_with_the_mend(replay, platform, monkeypatch):
    monkeypatch.setenv("KARMAKIT_IGOT_TOKEN", "not-the-right-one")
    said = replay()
    assert said.status == 2
    assert said.err == (
        "karmakit: POST /content/v1/search: the platform does not know the token (401); renew KARMAKIT_IGOT_TOKEN and run again\n"
    )


@pytest.mark.parametrize(
    "path",
    ["/content/v3/create", "/content/v3/upload/", "/content/v3/update/do_", "/content/v3/hierarchy/update", "/content/v3/review/"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_stopped(replay, platform, complete, kit, path):
    method = "PATCH" if "update" in path else "POST"
    platform.fault(method, path, 1, after="hang")
    arguments = ["igot", "replay", kit.path, "--url", platform.url, "--send", "--review", "--values", complete]
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)], env=os.environ | {"PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True
    )
    try:
        assert platform.state.reached.wait(60)
    finally:
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate(timeout=60)
    platform.state.release.set()
    done = [line for line in out.splitlines() if line.startswith("done")]
    said = replay("--review", file=complete)
    assert said.status == 0, said.err
    assert said.out.count("already done") >= len(done)
    platform.whole()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
@pytest.mark.slow
def test_ctrl_c_stops_in_one_line_and_the_next_run_goes_on(replay, platform, complete, kit):
    platform.fault("POST", "/content/v3/upload/", 1, after="hang")
    arguments = ["igot", "replay", kit.path, "--url", platform.url, "--send", "--review", "--values", complete]
    process = subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert platform.state.reached.wait(60)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
        platform.state.release.set()
    assert (process.returncode, err.strip()) == (130, "karmakit: stopped")
    assert replay("--review", file=complete).status == 0
    platform.whole()


def test_a_torn_last_line_of_the_ledger_counts_as_not_written(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    lines = kit.ledger.read_bytes().splitlines(keepends=True)
    contents = set(platform.state.contents)
    for cut in range(len(lines)):
        kit.ledger.write_bytes(b"".join(lines[:cut]) + lines[cut][:10])
        assert replay(file=complete).status == 0
        assert set(platform.state.contents) == contents
        assert b"\n".join(kit.ledger.read_bytes().splitlines()) + b"\n" == kit.ledger.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="a lock there is of another kind")
def test_two_runs_do_not_work_with_one_ledger_at_a_time(replay, platform, kit):
    import fcntl  # noqa: PLC0415 - not on Windows

    with kit.ledger.open("ab") as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        said = replay()
    assert said.status == 2
    assert f"another run works with the ledger {kit.ledger}" in said.err
    assert platform.state.asked == []


def test_a_question_set_that_was_made_anew_takes_the_place_of_the_old_one(replay, platform, values, sets):
    assert replay(file=values(**sets)).status == 0
    anew = platform.state.make_set("The final test, corrected", "Course Assessment")
    said = replay(file=values(**sets | {"test.final": anew}))
    assert said.status == 0, said.err
    course = platform.state.one("karmakit.sample.course")["identifier"]
    assert platform.state.trees[course][course][-1] == anew


def test_a_unit_that_somebody_deleted_in_the_portal_is_made_again(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    state = platform.state
    course, unit = (state.one(f"karmakit.sample.{key}")["identifier"] for key in ("course", "unit.two"))
    state.trees[course][course].remove(unit)
    del state.trees[course][unit], state.contents[unit]
    kit.plan["root"]["children"][0]["metadata"]["name"] = "Another first unit"
    kit.write()
    said = replay(file=complete)
    assert said.status == 0, said.err
    assert state.one("karmakit.sample.unit.two")["identifier"] in state.trees[course][course]


def test_a_content_that_somebody_deleted_in_the_portal_is_told_with_the_way_out(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    del platform.state.contents[platform.state.one("karmakit.sample.module.part-2")["identifier"]]
    kit.plan["root"]["children"][1]["children"][0]["metadata"]["purpose"] = "Another purpose"
    kit.write()
    said = replay(file=complete)
    assert said.status == 2
    assert "if it was deleted in the portal, begin anew with another --ledger" in said.err


@pytest.mark.parametrize("key", ["course", "module.part-1"])
def test_an_id_of_another_content_is_noticed_before_anything_is_written_into_it(replay, platform, values, sets, key):
    theirs = platform.state._add(
        {"code": "theirs", "mimeType": platform.state.contents[sets["test.final"]]["mimeType"], "name": "Theirs"}
    )
    before = dict(platform.state.contents[theirs])
    said = replay(file=values(**sets, **{key: theirs}))
    assert said.status == 2
    assert f"{theirs} is not " in said.err
    assert f"write the right id of '{key}' into the file of values" in said.err
    assert platform.state.contents[theirs] == before
    assert theirs not in platform.state.uploads


def test_a_content_that_cannot_be_read_just_now_is_not_taken_for_missing(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    kit.ledger.unlink()
    platform.fault("GET", "/read/", 4, status=503)
    assert replay(file=complete).status == 2
    assert replay("--review", file=complete).status == 0
    platform.whole()


def test_a_second_run_writes_nothing_into_the_ledger(replay, complete, kit):
    assert replay(file=complete).status == 0
    before = kit.ledger.read_bytes()
    assert replay(file=complete).status == 0
    assert kit.ledger.read_bytes() == before


def test_a_value_that_the_platform_keeps_as_json_is_known_again(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    course = platform.state.one("karmakit.sample.course")
    course["competencies_v6"] = json.dumps(course["competencies_v6"])
    asked = len(platform.state.sent())
    lines = kit.ledger.read_bytes().splitlines(keepends=True)
    assert b'"update"' in lines[-1]
    kit.ledger.write_bytes(b"".join(lines[:-1]))
    assert replay(file=complete).status == 0
    assert platform.state.sent()[asked:] == []


@pytest.mark.parametrize("path", ["/update/do_", "/hierarchy/update"])
def test_answers_that_are_lost_every_time_end_the_run(replay, platform, complete, path):
    platform.fault("PATCH", path, 1_000, status=500)
    said = replay(file=complete)
    assert said.status == 2
    assert said.err.endswith("the platform answered 500; run again: what is done is not done twice\n")
    platform.state.faults.clear()
    assert replay(file=complete).status == 0


def test_a_lock_that_never_holds_ends_the_run(replay, platform, complete):
    platform.state.update = lambda *_: igot_server.refuse("Invalid version key", "ERR_STALE_VERSION_KEY")
    said = replay(file=complete)
    assert said.status == 2
    assert "refused (400): Invalid version key" in said.err


def test_a_full_disk_ends_the_run_in_one_line(replay, monkeypatch, platform):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    said = replay()
    assert (said.status, said.err) == (
        2,
        "karmakit: the ledger cannot be written: no space left on device; make room, and run again\n",
    )
    assert platform.state.sent() == []


def test_a_course_that_has_no_hierarchy_yet_gets_one(replay, platform, complete):
    hierarchy = platform.state.hierarchy

    def none_yet(identifier):
        return hierarchy(identifier) if identifier in platform.state.trees else igot_server.refuse("none", "NOT_FOUND", 404)

    platform.state.hierarchy = none_yet
    assert replay("--review", file=complete).status == 0
    platform.whole()
