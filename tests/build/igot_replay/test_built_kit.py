"""Kits that `karmakit build --target igot` makes are taken by the stand-in as they are."""

import json
import re
from pathlib import Path

import igot_server
import pytest

ROOT = Path(__file__).resolve().parents[3]
PICTURE = "https://stand-in.example/content/do_1/artifact/course.png"
OF_TYPE = {"string": "a-value", "integer": 5, "strings": ["a-value"], "people": [{"id": "user-1", "name": "A Person"}]}


@pytest.fixture
def built(karmakit, folder, tmp_path):
    """Return the plan and the folder of a small course's kit."""
    said = karmakit("build", folder, "--target", "igot", "--out", tmp_path / "built")
    assert said.status == 0, said.err
    (place,) = (tmp_path / "built").rglob("plan.json")
    return json.loads(place.read_text(encoding="utf-8")), place.parent


def below(node):
    yield node
    for child in node["children"]:
        yield from below(child)


def test_a_built_kit_is_replayed_up_to_the_review(built, karmakit, platform, tmp_path, monkeypatch):
    plan, kit = built
    nodes = list(below(plan["root"]))
    needed = [each for each in plan["placeholders"] if each["needed"]]
    values = {each["name"]: PICTURE if each["path"] == "appIcon" else OF_TYPE[each["type"]] for each in needed}
    sets = [node for node in nodes if node["objectType"] == "QuestionSet"]
    values |= {node["key"]: platform.state.make_set(node["metadata"]["name"], node["metadata"]["primaryCategory"]) for node in sets}
    (tmp_path / "values.json").write_text(json.dumps(values), encoding="utf-8")
    monkeypatch.setenv("KARMAKIT_IGOT_TOKEN", igot_server.TOKEN)
    call = ("igot", "replay", kit, "--url", platform.url, "--values", tmp_path / "values.json", "--send", "--review")
    said = karmakit(*call)
    assert said.status == 0, said.err
    course = platform.state.one(plan["root"]["metadata"]["code"])
    assert course["status"] == "Review"
    assert len(platform.state.trees[course["identifier"]]) == len(nodes)
    asked = len(platform.state.asked)
    assert karmakit(*call).status == 0
    assert len(platform.state.asked) == asked


def test_the_plan_that_the_description_shows_is_one_that_is_read(kit, karmakit):
    text = (ROOT / "build" / "karmakit_build" / "igot" / "PLAN.md").read_text(encoding="utf-8")
    shown = json.loads(text.partition("```json\n")[2].partition("\n```")[0])
    kit.plan["root"] = shown["root"]
    kit.files["assessments/final-test.qw.csv"] = b"QuestionNo\n"
    kit.files["modules/thirty-days.zip"] = kit.files["modules/part-1.zip"]
    plan = kit.write()
    (kit.path / "plan.json").write_text(json.dumps({**shown, "files": plan["files"]}), encoding="utf-8")
    said = karmakit("igot", "replay", kit.path)
    assert said.status == 0, said.err
    assert "would be done: create module.thirty-days: POST /content/v3/create  Thirty days\n" in said.out


def test_the_guide_shows_the_options_and_values_that_there_are(kit, karmakit, values):
    guide = (ROOT / "authoring" / "guide" / "igot-replay.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"`(--[a-z-]+)", guide))
    assert shown >= set(re.findall(r"--[a-z-]+", karmakit("igot", "replay", "--help").out)) - {"--help"}
    assert shown <= {*re.findall(r"--[a-z-]+", karmakit("igot", "replay", "--help").out)}
    given = json.loads(guide.partition("```json\n")[2].partition("```")[0])
    given["test.final"] = given.pop("test.final-test")
    said = karmakit("igot", "replay", kit.path, "--values", values(given))
    assert said.status == 0, said.err
    said = karmakit("igot", "replay", kit.path, "--url", "http://127.0.0.1:1", "--send", "--values", values({}))
    assert said.err.partition("without ")[2].partition(":")[0].split(", ") == list(given)[:6]
