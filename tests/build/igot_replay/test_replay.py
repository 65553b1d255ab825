"""A kit is replayed against the stand-in: what it holds then is what the plan says."""

import json

import igot_kits
import igot_server


def test_a_dry_run_says_every_step_and_sends_nothing(karmakit, kit, platform, monkeypatch):
    monkeypatch.delenv("KARMAKIT_IGOT_TOKEN", raising=False)
    said = karmakit("igot", "replay", kit.path, "--url", platform.url, "--review")
    assert said.status == 0, said.err
    lines = said.out.splitlines()
    assert "would be done: create module.part-1: POST /content/v3/create  Part 1" in lines
    assert "would be done: upload module.part-1: POST /content/v3/upload/{module.part-1}  Part 1" in lines
    assert "left for a person: by-hand test.final: by hand  The final test" in lines
    assert lines[-1] == "waits for what is left: review course: POST /content/v3/review/{course}  Answering in time"
    assert "nothing was sent" in said.err
    assert "to do: give 'channel' in the file of values: What channel is." in said.err
    assert platform.state.asked == []
    assert not kit.ledger.exists()


def test_a_kit_is_replayed_whole(replay, platform, complete, sets, kit):
    said = replay("--review", file=complete)
    assert said.status == 0, said.out + said.err
    state = platform.state
    course = state.one("karmakit.sample.course")
    assert course["status"] == "Review"
    units = [state.one(f"karmakit.sample.unit.{name}") for name in ("one", "two")]
    parts = [state.one(f"karmakit.sample.module.part-{number}") for number in (1, 2)]
    assert state.trees[course["identifier"]] == {
        course["identifier"]: [units[0]["identifier"], units[1]["identifier"], sets["test.final"]],
        units[0]["identifier"]: [parts[0]["identifier"], sets["practice.part-1"]],
        units[1]["identifier"]: [parts[1]["identifier"]],
        **{each: [] for each in (parts[0]["identifier"], parts[1]["identifier"], *sets.values())},
    }
    for number, part in enumerate(parts, 1):
        assert state.uploads[part["identifier"]] == kit.files[f"modules/part-{number}.zip"]
        assert part["artifactUrl"].endswith(f"part_{number}.zip")
    root = kit.plan["root"]
    for name in ("name", "instructions", "trackable", "keywords", "learningOutcome", "duration"):
        assert course[name] == root["metadata"][name]
    for name in ("channel", "createdBy", "createdFor", "publisherDetails", "trackContacts"):
        assert course[name] == igot_kits.VALUES[name]
    assert course["competencies_v6"][0]["competencyThemeIdentifier"] == "kcmfinal_fw_theme_1"
    assert parts[0]["competencies_v6"][0]["competencySubThemeIdentifier"] == "kcmfinal_fw_subtheme_1"
    assert course["languageMapV1"] == {"english": {"id": course["identifier"], "isBaseLang": True, "status": "draft"}}
    assert course["appIcon"] == state.one(f"karmakit.sample.{igot_kits.picture_key(igot_kits.COURSE_PICTURE)}")["artifactUrl"]
    assert course["posterImage"] == state.one(f"karmakit.sample.{igot_kits.picture_key(igot_kits.POSTER)}")["artifactUrl"]


def test_a_second_run_asks_the_platform_nothing(replay, platform, complete):
    assert replay("--review", file=complete).status == 0
    asked = len(platform.state.asked)
    said = replay("--review", file=complete)
    assert said.status == 0
    assert len(platform.state.asked) == asked
    assert {line.partition(":")[0] for line in said.out.splitlines()} == {"already done"}


def test_nothing_is_sent_for_review_unless_it_is_asked_for(replay, platform, complete):
    assert replay(file=complete).status == 0
    assert platform.state.one("karmakit.sample.course")["status"] == "Draft"
    assert not [path for _, path in platform.state.asked if "/review/" in path]


def test_what_only_a_person_can_do_is_said_and_the_run_goes_on_once_it_is_done(replay, platform, complete):
    said = replay("--review")
    assert said.status == 1
    assert "to do: make the question set 'The final test' in the portal from assessments/final.qw.csv" in said.err
    assert 'write "test.final": "<its id>" into the file of values and run again' in said.err
    assert platform.state.trees == {}
    assert len(platform.state.uploads) == 4
    before = len(platform.state.sent())
    assert replay("--review", file=complete).status == 0
    after = [path.partition("/do_")[0] for _, path in platform.state.sent()[before:]]
    assert after == ["/content/v3/hierarchy/update", "/content/v3/review"]


def test_a_review_waits_for_every_value_that_it_needs(replay, platform, complete, values, sets):
    given = {name: value for name, value in igot_kits.VALUES.items() if name != "publisherDetails"}
    said = replay("--review", file=values(given, **sets))
    assert said.status == 1
    assert "to do: give 'publisherDetails'" in said.err
    assert platform.state.one("karmakit.sample.course")["status"] == "Draft"
    assert replay("--review", file=complete).status == 0
    assert platform.state.one("karmakit.sample.course")["publisherDetails"] == igot_kits.VALUES["publisherDetails"]


def test_nothing_is_begun_without_what_every_request_needs(replay, platform, values):
    said = replay(file=values({"channel": "0130000000000001"}))
    assert said.status == 2
    assert "nothing can be created without framework, createdBy, creator, createdFor, organisation" in said.err
    assert platform.state.asked == []


def test_a_changed_kit_updates_what_is_there_and_creates_nothing_twice(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    contents = set(platform.state.contents)
    before = len(platform.state.sent())
    kit.files["modules/part-2.zip"] = igot_kits.archive("<p>Part 2, corrected</p>")
    kit.plan["root"]["metadata"]["purpose"] = "From your desk to an answer"
    kit.plan["root"]["children"][0]["metadata"]["name"] = "The unit that comes first"
    kit.write()
    assert replay(file=complete).status == 0
    assert set(platform.state.contents) == contents
    assert platform.state.one("karmakit.sample.course")["purpose"] == "From your desk to an answer"
    assert platform.state.one("karmakit.sample.unit.one")["name"] == "The unit that comes first"
    part = platform.state.one("karmakit.sample.module.part-2")["identifier"]
    assert platform.state.uploads[part] == kit.files["modules/part-2.zip"]
    course = platform.state.one("karmakit.sample.course")["identifier"]
    assert platform.state.sent()[before:] == [
        ("POST", f"/content/v3/upload/{part}"),
        ("PATCH", "/content/v3/hierarchy/update"),
        ("PATCH", f"/content/v3/update/{course}"),
    ]


def test_a_module_that_is_added_or_taken_out_changes_the_hierarchy_alone(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    more, files = igot_kits.modules(3)
    kit.plan["root"]["children"][1]["children"] = [more[2]]
    kit.files.update(files)
    kit.write()
    said = replay(file=complete)
    assert said.status == 0, said.err
    unit = platform.state.one("karmakit.sample.unit.two")["identifier"]
    course = platform.state.one("karmakit.sample.course")["identifier"]
    assert platform.state.trees[course][unit] == [platform.state.one("karmakit.sample.module.part-3")["identifier"]]
    gone = platform.state.one("karmakit.sample.module.part-2")["identifier"]
    assert f"note: {gone} (module.part-2) is an earlier kit's" in replay(file=complete).err


def test_a_picture_that_changed_is_another_asset_whose_address_the_course_gets(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    old = platform.state.one("karmakit.sample.course")["appIcon"]
    for asset in platform.state.contents.values():
        asset["status"] = "Live" if asset["contentType"] == "Asset" else "Draft"
    kit.files["thumbnails/course.png"] = igot_kits.picture(200)
    kit.write()
    assert replay(file=complete).status == 0
    new = platform.state.one("karmakit.sample.course")["appIcon"]
    assert new != old
    assert new == platform.state.one(f"karmakit.sample.{igot_kits.picture_key(igot_kits.picture(200))}")["artifactUrl"]


def test_a_picture_that_is_on_the_platform_already_may_be_named(replay, platform, values, sets, kit):
    assert replay(file=values(**sets)).status == 0
    key = igot_kits.picture_key(igot_kits.POSTER)
    identifier = platform.state.one(f"karmakit.sample.{key}")["identifier"]
    said = replay("--ledger", kit.path.with_name("other.jsonl"), file=values(**sets, **{key: identifier}))
    assert said.status == 0, said.err
    assert f"found on the platform: create {key}: POST /content/v3/create  thumbnails/poster.png" in said.out


def test_questions_that_changed_after_they_were_imported_are_told(replay, complete, sets, kit):
    assert replay(file=complete).status == 0
    kit.plan["root"]["children"][2]["metadata"]["minimumPassPercentage"] = 80
    kit.write()
    said = replay(file=complete)
    assert said.status == 1
    assert f"to do: import assessments/final.qw.csv again into {sets['test.final']}: its questions have changed" in said.err


def test_json_says_the_same(replay, platform, complete):
    dry = json.loads(replay("--format", "json", send=False).out)
    assert dry["sent"] is False
    assert {step["state"] for step in dry["steps"]} == {"would", "person", "waits"}
    done = json.loads(replay("--format", "json", file=complete).out)
    course = next(step for step in done["steps"] if step["key"] == "course" and step["step"] == "update")
    identifier = platform.state.one("karmakit.sample.course")["identifier"]
    assert course == {
        "step": "update",
        "key": "course",
        "name": "Answering in time",
        "method": "PATCH",
        "path": f"/content/v3/update/{identifier}",
        "state": "done",
        "id": identifier,
    }
    assert done["lacking"] == []


def test_the_token_goes_into_one_header_and_nowhere_else(replay, platform, complete, kit, monkeypatch):
    monkeypatch.setenv("KARMAKIT_IGOT_USER_TOKEN", "the-author-s-own-token")
    said = replay("--review", file=complete)
    assert said.status == 0
    for headers in platform.state.headers:
        assert headers["Authorization"] == f"Bearer {igot_server.TOKEN}"
        assert headers["X-Authenticated-User-Token"] == "the-author-s-own-token"
        assert headers["X-Channel-Id"] == igot_kits.VALUES["channel"]
    shown = said.out + said.err + kit.ledger.read_text(encoding="utf-8") + "".join(path for _, path in platform.state.asked)
    assert igot_server.TOKEN not in shown
    assert "the-author-s-own-token" not in shown
