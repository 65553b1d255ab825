"""What a course asks its media to weigh is what its rules go by, and a course that asks for nothing is approved as before."""

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.course import Budgets
from karmakit_schemas.sources import Sources
from karmakit_validators.bandwidth import Limits, limits
from karmakit_validators.check import check
from karmakit_validators.vetting.subject import contents

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + (1200).to_bytes(4, "big") + (900).to_bytes(4, "big")


@pytest.fixture(scope="module")
def host(root):
    return load(root / "tests" / "validators" / "host")


def with_budgets(host, line, **files):
    told = host.files["course.yml"] + line.encode()
    return parse(Sources(host.name, {**host.files, "course.yml": told, **files}))


def found(parsed):
    return {finding.code: finding.message for finding in check(parsed) if finding.code.startswith("MED00")}


def test_what_is_not_stated_is_as_before():
    assert limits(Budgets()) == Limits(200_000, 2000, 500_000, 20_000_000)


def test_rules_on_pictures_go_by_the_course(host):
    picture = {"media/plan.png": PNG.ljust(60_000, b"\1")}
    assert found(with_budgets(host, "", **picture)) == {}
    assert found(with_budgets(host, "budgets: {picture: 50 kB, pixels: 1000}\n", **picture)) == {
        "MED002": "the picture weighs 60 kB; 50 kB are the budget",
        "MED003": "the picture has 1200 by 900 pixels; 1000 on a side are more than any page shows",
    }


def test_the_rule_on_a_page_s_weight_goes_by_the_course(host):
    film = {"media/film.mp4": b"\0\0\0\x18ftypmp42".ljust(900_000, b"\1")}
    text = '\n\n::: video {src=../media/film.mp4 title="A film" visual=spoken duration="1:00"}\n**Clerk:** Thank you.\n:::\n'
    files = {**film, "modules/more.md": host.files["modules/more.md"] + text.encode()}
    assert "MED007" not in found(with_budgets(host, "", **files))
    assert found(with_budgets(host, "budgets: {module: 0.5 MB}\n", **files))["MED007"] == (
        "the media of the module weigh 0.9 MB; 0.5 MB are the most"
    )


def test_a_course_without_budgets_is_the_one_that_was_approved(host):
    said = with_budgets(host, "").part.meta.model_dump(mode="json")
    assert "budgets" not in said


def test_budgets_that_are_stated_are_part_of_what_is_approved_however_they_are_written(host):
    none, one, same, other = (
        contents(with_budgets(host, line))[0].semantic
        for line in ("", "budgets: {picture: 150 kB}\n", "budgets: {picture: 0.15 MB}\n", "budgets: {picture: 160 kB}\n")
    )
    assert one == same
    assert len({none, one, other}) == 3
