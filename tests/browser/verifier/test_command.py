"""`karmakit vet page` writes the page, whole and on its own, with the rules of this version in it."""

import json
import re
from pathlib import Path

from click.testing import CliRunner

from karmakit_build.cli.vet.page import command
from karmakit_schemas.quality import names
from karmakit_validators.catalogue import by_code
from karmakit_validators.vetting.reports import ruleset, tool


def test_the_page_is_written_with_the_rules_of_this_version(tmp_path: Path) -> None:
    file = tmp_path / "verifier.html"
    done = CliRunner().invoke(command, ["--output", str(file)])
    assert (done.exit_code, done.output) == (0, f"{file}\n")
    text = file.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="rules">(.*?)</script>', text, re.DOTALL)
    assert found
    rules = json.loads(found[1])
    assert (rules["tool"], rules["ruleset"]) == (tool(), ruleset())
    assert rules["rules"].keys() == by_code().keys()
    assert rules["titles"]["PKG018"].keys() == {"en", "hi"}
    assert [one["id"] for one in rules["frameworks"]] == [*names()]
