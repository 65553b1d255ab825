"""From a plan to its steps, without a platform."""

import json

import igot_kits
import pytest

from karmakit_build.igot.replay.plan_file import read_plan
from karmakit_build.igot.replay.steps import Arrange, ByHand, Create, Review, SendFile, Update, call, kind, steps
from karmakit_build.igot.replay.values import Values, filled, missing, values_of


@pytest.fixture
def plan(kit):
    """Return what reads the kit's plan anew."""

    def read():
        kit.write()
        return read_plan(kit.path)

    return read


def test_every_content_is_made_before_the_hierarchy_that_holds_it(plan):
    made = steps(plan(), Values(igot_kits.VALUES), review=True)
    assert [(kind(step), step.key) for step in made] == [
        ("create", igot_kits.picture_key(igot_kits.COURSE_PICTURE)),
        ("upload", igot_kits.picture_key(igot_kits.COURSE_PICTURE)),
        ("create", igot_kits.picture_key(igot_kits.POSTER)),
        ("upload", igot_kits.picture_key(igot_kits.POSTER)),
        ("create", "module.part-1"),
        ("upload", "module.part-1"),
        ("update", "module.part-1"),
        ("create", "module.part-2"),
        ("upload", "module.part-2"),
        ("update", "module.part-2"),
        ("by-hand", "practice.part-1"),
        ("by-hand", "test.final"),
        ("create", "course"),
        ("hierarchy", "course"),
        ("update", "course"),
        ("review", "course"),
    ]


def test_the_requests_are_those_of_the_content_api(plan):
    found = {type(step): call(step, "do_1") for step in steps(plan(), Values(), review=True)}
    assert found == {
        Create: ("POST", "/content/v3/create"),
        SendFile: ("POST", "/content/v3/upload/do_1"),
        Update: ("PATCH", "/content/v3/update/do_1"),
        ByHand: ("", ""),
        Arrange: ("PATCH", "/content/v3/hierarchy/update"),
        Review: ("POST", "/content/v3/review/do_1"),
    }


def test_the_same_plan_gives_the_same_steps_and_a_change_changes_its_own(plan, kit):
    before = steps(plan(), Values(igot_kits.VALUES), review=True)
    assert steps(plan(), Values(igot_kits.VALUES), review=True) == before
    kit.plan["root"]["children"][1]["children"][0]["metadata"]["purpose"] = "Another purpose"
    after = steps(plan(), Values(igot_kits.VALUES), review=True)
    changed = [(kind(new), new.key) for old, new in zip(before, after, strict=True) if old.digest != new.digest]
    assert changed == [("update", "module.part-2"), ("hierarchy", "course"), ("review", "course")]


def test_a_picture_that_stands_in_two_nodes_is_uploaded_once(plan, kit):
    kit.plan["root"]["children"][0]["files"] = {"appIcon": "thumbnails/course.png"}
    made = steps(plan(), Values(igot_kits.VALUES), review=False)
    assert [step.path for step in made if isinstance(step, SendFile) and step.mime_type == "image/png"] == [
        "thumbnails/course.png",
        "thumbnails/poster.png",
    ]


def test_a_value_goes_to_its_place_in_every_node_that_wants_it(plan):
    read = plan()
    given = Values({**igot_kits.VALUES, "language.hindi": "do_77"})
    by_key = {node.key: filled(node, read, given) for node in read.nodes()}
    assert by_key["module.part-2"]["createdFor"] == ["0130000000000001"]
    assert by_key["module.part-2"]["competencies_v6"][0]["competencyThemeIdentifier"] == "kcmfinal_fw_theme_1"
    assert "trackContacts" not in by_key["module.part-2"]
    assert by_key["course"]["languageMapV1"]["hindi"]["id"] == "do_77"
    assert "competencies_v6" not in by_key["unit.one"]
    assert missing(read, given) == ()


def test_what_nobody_gave_is_left_out_where_it_cannot_be_empty(plan, kit):
    ids = {"competencyAreaId": 56, "competencyThemeId": 101, "competencySubThemeId": 105}
    kit.plan["root"]["metadata"]["competencies_v5"] = [ids, {**ids, "competencyThemeId": ""}]
    kit.plan["root"]["children"][0]["children"][0]["metadata"]["competencies_v5"] = [{**ids, "competencyAreaId": ""}]
    read = plan()
    by_key = {node.key: filled(node, read, Values()) for node in read.nodes()}
    assert by_key["course"]["competencies_v5"] == [ids]
    assert "competencies_v5" not in by_key["module.part-1"]
    assert set(by_key["course"]["languageMapV1"]) == {"english"}
    assert by_key["course"]["competencies_v6"][0]["competencyThemeIdentifier"] == ""
    assert {each.name for each in missing(read, Values())} == set(igot_kits.VALUES)


def test_values_may_stand_in_the_plan_and_a_file_of_values_goes_before(plan, kit, tmp_path):
    plan()
    text = json.loads((kit.path / "plan.json").read_text(encoding="utf-8"))
    text["placeholders"][0]["value"] = "in-the-plan"
    text["placeholders"][1]["value"] = "in-the-plan"
    (kit.path / "plan.json").write_text(json.dumps(text), encoding="utf-8")
    (tmp_path / "values.json").write_text('\ufeff{"channel": "in-the-file", "framework": null, "course": null}', encoding="utf-8")
    found = values_of(read_plan(kit.path), tmp_path / "values.json")
    assert found == Values({"channel": "in-the-file", "framework": "in-the-plan"})


@pytest.mark.parametrize("path", ["competencies_v6.9.competencyThemeIdentifier", "name.0", "competencies_v6.0", "none.at.all"])
def test_a_place_that_a_node_does_not_have_takes_no_value(plan, kit, path):
    plan()
    text = json.loads((kit.path / "plan.json").read_text(encoding="utf-8"))
    text["placeholders"][0]["path"] = path
    (kit.path / "plan.json").write_text(json.dumps(text), encoding="utf-8")
    read = read_plan(kit.path)
    assert filled(read.root, read, Values({"channel": "x"})) == filled(read.root, read, Values())
