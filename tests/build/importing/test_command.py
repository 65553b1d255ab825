"""`karmakit import` writes a whole course or nothing, and tells what is in it and what is not."""

import json
from pathlib import Path

import pytest

BANK = "::Due:: By when? {\n  ~18 March\n  =2 April\n}\n\nWhat would you do? {}\n"


@pytest.fixture
def bank(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bank.gift").write_text(BANK, encoding="utf-8")
    return tmp_path


def test_it_tells_counts_and_losses_and_the_next_step(bank, karmakit):
    done = karmakit("import", "bank.gift", "rti-bank")
    assert done.status == 1
    assert "questions          2 in the source,     2 in the course" in done.out
    assert "lost: line 6: an open question is asked as a reflection" in done.out
    assert done.out.endswith(
        "  open: course.yml: summary, outcomes, language, provider, licence, contact, publisher\n"
        "        modules: duration\n"
        "Next: karmakit check rti-bank\n"
    )
    assert sorted(path.name for path in Path("rti-bank").rglob("*.*")) == ["bank.md", "course.yml"]


def test_nothing_lost_is_status_0_and_the_json_has_it_all(bank, karmakit):
    Path("bank.gift").write_text(BANK.partition("\n\n")[0], encoding="utf-8")
    done = karmakit("import", "bank.gift", "rti-bank", "--format", "json")
    assert done.status == 0
    told = json.loads(done.out)
    assert (told["reader"], told["source"], told["lost"]) == ("gift", told["result"], [])


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["bank.gift", "there"], "there is something already"),
        (["none.gift", "x-1"], "cannot be read"),
        (["bank.gift", "My Course"], "can be no id"),
        (["bank.gift", "rti", "--from", "gft"], "nothing reads `gft`; Did you mean `gift`"),
        (["picture.png", "rti"], "no reader knows this"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_writes_nothing(bank, karmakit, arguments, word):
    Path("there").mkdir()
    Path("there/mine.txt").write_text("mine", encoding="utf-8")
    Path("picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    before = sorted(str(path) for path in Path().rglob("*"))
    done = karmakit("import", *arguments)
    assert done.status == 2
    assert word in done.err
    assert len(done.err.splitlines()) == 1
    assert sorted(str(path) for path in Path().rglob("*")) == before
