"""Identifiers of competencies come from the operator's file, and from nowhere else."""

import json

import pytest

from karmakit_build.cli import main
from karmakit_build.igot.framework import LARGEST, open_framework, read_framework
from karmakit_schemas.errors import UnusableInputError

pytestmark = pytest.mark.usefixtures("set_up")

AREA = "kcmfinal_fw_competencyarea_af8caa53-7f84-499e-86b2-e32e5b59908e"
THEME = "kcmfinal_fw_theme_15d3a33f-4520-4520-b712-9b22c492e07a"
SUBTHEME = "kcmfinal_fw_subtheme_97c028cc-8d48-433c-92de-4c96f4998d13"


def term(identifier, code, name, *below, **more):
    return {"identifier": identifier, "code": code, "name": name, "associations": [{"identifier": each} for each in below], **more}


def told(**replaced):
    """Return an answer of the framework API, in which a term of the same name stands in another theme first."""
    categories = {
        "competencyarea": [
            term("area-b", "COMAREA-000001", "Behavioural"),
            term(AREA, "COMAREA-000003", "Functional", "other", THEME),
        ],
        "theme": [
            term("other", "COMTHEME-000001", "Another theme", "sub-of-other"),
            term(THEME, "COMTHEME-000046", "Handling RTI Matters", SUBTHEME, SUBTHEME, "gone", description="All of it"),
        ],
        "subtheme": [
            term("sub-of-other", "COMSUBTHEME-000001", "RTI Responsiveness"),
            term(
                SUBTHEME,
                "COMSUBTHEME-000243",
                " RTI Responsiveness ",
                additionalProperties={"displayName": "RTI Responsiveness", "timeStamp": 1724675891609, "evil": "x"},
            ),
        ],
    }
    listed = [{"code": code, "terms": terms} for code, terms in {**categories, **replaced}.items()]
    return {"responseCode": "OK", "result": {"framework": {"identifier": "kcmfinal_fw", "categories": listed}}}


def framework(**replaced):
    return read_framework(json.dumps(told(**replaced)).encode(), "kcmfinal_fw.json")


def test_identifiers_and_reference_codes_are_those_of_the_file(make_course):
    kit = make_course(framework=framework())
    listed = kit.plan["root"]["metadata"]["competencies_v6"]
    assert listed[0] == {
        "competencyAreaIdentifier": AREA,
        "competencyAreaRefId": "COMAREA-000003",
        "competencyAreaName": "Functional",
        "competencyAreaDescription": "",
        "competencyThemeIdentifier": THEME,
        "competencyThemeRefId": "COMTHEME-000046",
        "competencyThemeName": "Handling RTI Matters",
        "competencyThemeDescription": "All of it",
        "competencyThemeType": "theme",
        "competencyThemeAdditionalProperties": {},
        "competencySubThemeIdentifier": SUBTHEME,
        "competencySubThemeRefId": "COMSUBTHEME-000243",
        "competencySubThemeName": "RTI Responsiveness",
        "competencySubThemeDescription": "",
        "competencySubThemeAdditionalProperties": {"displayName": "RTI Responsiveness", "timeStamp": 1724675891609},
    }


def test_what_the_file_does_not_know_stays_empty_and_is_listed(make_course):
    kit = make_course(framework=framework())
    assert kit.plan["root"]["metadata"]["competencies_v6"][1]["competencySubThemeIdentifier"] == ""
    names = [each["name"] for each in kit.plan["placeholders"] if each["name"].startswith("competency.")]
    assert {name.split(".")[1] for name in names} == {"2"}
    assert "Functional > Handling RTI Matters > RTI Records Management" in kit.text
    assert "Functional > Handling RTI Matters > RTI Responsiveness" not in kit.text


def test_names_are_found_without_regard_to_case_and_only_below_their_own_theme():
    found = framework().find("functional", "HANDLING RTI MATTERS", "rti responsiveness")
    assert found is not None
    assert found[2].identifier == SUBTHEME
    assert framework().find("Behavioural", "Handling RTI Matters", "RTI Responsiveness") is None


def test_terms_that_are_no_longer_live_are_passed_over():
    retired = [term(SUBTHEME, "COMSUBTHEME-000243", "RTI Responsiveness", status="Retired")]
    assert framework(subtheme=retired).find("Functional", "Handling RTI Matters", "RTI Responsiveness") is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b"[]",
        b"{}",
        b'{"result": {"framework": {"categories": "x"}}}',
        b'{"result": {"framework": {"categories": [{"code": "theme", "terms": []}]}}}',
        json.dumps(told(theme=["no object"])).encode(),
        json.dumps(told(theme=[term("=cmd|' /C calc'!A0", "C", "Name")])).encode(),
        json.dumps(told(theme=[term(7, "C", "Name")])).encode(),
        json.dumps(told(theme=[term("ok", "C", "")])).encode(),
        json.dumps(told(theme=[term("ok", "C", "x" * 5000)])).encode(),
        json.dumps(told(theme={"a": 1})).encode(),
        b" " * (LARGEST + 1),
    ],
)
def test_a_file_that_is_no_framework_is_refused_in_one_line(data):
    with pytest.raises(UnusableInputError, match=r"^kcmfinal_fw\.json: [^\n]+GET framework/v1/read/kcmfinal_fw$"):
        read_framework(data, "kcmfinal_fw.json")


def test_hostile_associations_codes_and_properties_are_passed_over():
    odd = [
        {
            "identifier": THEME,
            "name": "Handling RTI Matters",
            "code": ["x"],
            "associations": [1, {"identifier": 2}],
            "additionalProperties": 3,
        }
    ]
    found = framework(theme=odd)
    assert found.themes[THEME].code == ""
    assert found.themes[THEME].below == ()


def test_a_missing_file_is_refused_in_one_line(tmp_path):
    with pytest.raises(UnusableInputError, match="there is no such file"):
        open_framework(tmp_path / "none.json")
    with pytest.raises(UnusableInputError, match="there is no such file"):
        open_framework(tmp_path)


def test_the_command_takes_the_file(folder, tmp_path, capsys):
    path = tmp_path / "kcmfinal_fw.json"
    path.write_text(json.dumps(told()), encoding="utf-8")
    out = tmp_path / "out"
    assert main(["build", str(folder), "--target", "igot", "--framework", str(path), "--out", str(out)]) == 0
    plan = json.loads((out / "sample-course" / "igot" / "plan.json").read_text(encoding="utf-8"))
    assert plan["root"]["metadata"]["competencies_v6"][0]["competencySubThemeIdentifier"] == SUBTHEME
    assert capsys.readouterr().out.startswith(f"{out / 'sample-course' / 'igot'}  ")


def test_the_option_without_the_target_is_a_mistake(folder, tmp_path, capsys):
    assert main(["build", str(folder), "--framework", str(tmp_path / "x.json"), "--out", str(tmp_path / "out")]) == 2
    assert "--framework is for the target igot" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_unusable_file_stops_the_build_before_anything_is_written(folder, tmp_path, capsys):
    path = tmp_path / "bad.json"
    path.write_text("{", encoding="utf-8")
    assert main(["build", str(folder), "--target", "igot", "--framework", str(path), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "out").exists()
