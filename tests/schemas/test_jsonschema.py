"""The JSON Schemas are what the models say, help in an editor, and take what the guide shows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from karmakit_schemas import jsonschema


def validator(name: str) -> Draft202012Validator:
    text = (jsonschema.FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def test_the_files_are_not_stale(capsys: pytest.CaptureFixture[str]) -> None:
    assert jsonschema.main(["--check"]) == 0
    assert capsys.readouterr().err == ""


def test_a_stale_file_is_told_and_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(jsonschema, "FOLDER", tmp_path / "json")
    assert jsonschema.main(["--check"]) == 1
    assert "course.schema.json is stale" in capsys.readouterr().err
    assert jsonschema.main([]) == 0
    assert jsonschema.main(["--check"]) == 0


@pytest.mark.parametrize("name", ["course", "module"])
def test_they_are_json_schemas(name: str) -> None:
    Draft202012Validator.check_schema(jsonschema.schema(name))


def test_every_key_is_described() -> None:
    assert jsonschema.undescribed() == []


@pytest.mark.parametrize("name", ["course", "module"])
def test_no_example_breaks_its_own_schema(name: str) -> None:
    schema = jsonschema.schema(name)
    for key, value in schema["properties"].items():
        for example in value.get("examples", ()):
            errors = list(Draft202012Validator({**value, "$defs": schema["$defs"]}).iter_errors(example))
            assert not errors, key


def test_the_guide_s_course_is_valid_and_a_misspelt_key_is_not(root: Path) -> None:
    guide = (root / "authoring/guide/format.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert found
    course: dict[str, Any] = yaml.load(found[1], Loader=yaml.BaseLoader)
    course["assessment"] = {"pass_mark": 70}
    assert not list(validator("course").iter_errors(course))
    assert list(validator("course").iter_errors({**course, "titel": "x"}))
    assert list(validator("course").iter_errors({key: value for key, value in course.items() if key != "licence"}))


def test_a_module_may_say_its_minutes_as_text_or_number() -> None:
    for duration in ("4 min", 4):
        assert not list(validator("module").iter_errors({"title": "A", "kind": "do", "duration": duration}))
    assert list(validator("module").iter_errors({"title": "A", "kind": "walk", "duration": 4}))
