"""Settings: what the configuration says of a course, and what the command line says over it."""

import pytest

from karmakit_authoring.config import read_project
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Severity
from karmakit_validators.check import chosen_codes
from karmakit_validators.configured import Given, settings_of
from karmakit_validators.settings import Settings


@pytest.fixture
def project(tmp_path):
    """Return the project of a `karmakit.toml` with this text."""

    def make(text):
        file = tmp_path / "karmakit.toml"
        file.write_text(text, encoding="utf-8")
        return read_project(file)

    return make


def test_nothing_said_is_the_default(project):
    assert settings_of(project(""), Given()) == Settings()


def test_the_command_line_wins_over_the_file(project):
    mine = project("[check]\nprofile = 'draft'\nselect = ['ACC']\nignore = ['ACC005']\n")
    assert settings_of(mine, Given()).profile == "draft"
    assert settings_of(mine, Given("publish")).profile == "publish"
    assert settings_of(mine, Given(select=("LNG",))).select == ("LNG",)


def test_who_selects_a_rule_sees_it_whatever_the_file_ignores(project):
    mine = project("[check]\nignore = ['ACC005']\n")
    assert settings_of(mine, Given(select=("ACC005",))).ignore == ()


def test_the_command_line_ignores_more_than_the_file(project):
    mine = project("[check]\nignore = ['ACC005']\n")
    assert settings_of(mine, Given(ignore=("LNG",))).ignore == ("ACC005", "LNG")


FOLDERS = """
[check]
ignore = ["LNK"]
[check.severity]
LNG001 = "error"
[[check.folder]]
path = "courses/old-*"
ignore = ["LNG"]
severity = { LNG001 = "info" }
[[check.folder]]
path = "courses/old-laws/"
select = ["ACC", "LNG"]
[[check.folder]]
path = "archive"
select = ["SEC"]
"""


@pytest.mark.parametrize(
    ("way", "select", "ignore", "weight"),
    [
        ("courses/new", (), ("LNK",), Severity.error),
        ("courses/old-forms", (), ("LNK", "LNG"), Severity.info),
        ("courses/old-laws", ("ACC", "LNG"), ("LNK", "LNG"), Severity.info),
        ("archive/2019/forms", ("SEC",), ("LNK",), Severity.error),
        ("courses", (), ("LNK",), Severity.error),
        ("more/courses/old-forms", (), ("LNK",), Severity.error),
        (".", (), ("LNK",), Severity.error),
    ],
)
def test_folders_differ_and_the_later_one_wins(project, way, select, ignore, weight):
    settings = settings_of(project(FOLDERS), Given(), way)
    assert (settings.select, settings.ignore, settings.severities["LNG001"]) == (select, ignore, weight)


def test_words_and_terms_of_the_project_are_handed_on(project, tmp_path):
    (tmp_path / "words.txt").write_text("Karmayogi\n", encoding="utf-8")
    settings = settings_of(project("[check]\nwords = 'words.txt'\nterms = {'e-mail' = 'email'}\n"), Given())
    assert settings.known == {"Karmayogi"}
    assert settings.terms == {"e-mail": "email"}


def test_a_rule_goes_by_code_or_name(project):
    settings = settings_of(project("[check.severity]\nlng001 = 'info'\nsentence-too-long = 'error'\n"), Given())
    assert settings.severities == {"LNG001": Severity.error}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[check.severity]\nACC001 = 'info'\n", 2, "ACC001 image-alt-missing is a gate, and keeps its weight"),
        ("[check.severity]\nLNG099 = 'info'\n", 2, "no rule is called 'LNG099'; did you mean"),
        ("[check.severity]\nLNG = 'info'\n", 2, "no rule is called 'LNG'"),
        ("[check]\nignore = ['image-alt-mising']\n", 2, "did you mean 'image-alt-missing'?"),
        ("[check]\nselect = ['ABC']\n", 2, "no rule is called 'ABC'"),
    ],
)
def test_what_cannot_be_wished_is_one_line_with_its_place(project, text, line, said):
    with pytest.raises(UnusableInputError, match=f"karmakit.toml:{line}: ") as raised:
        settings_of(project(text), Given())
    assert said in str(raised.value)


def test_a_wrong_folder_is_told_only_where_it_is_reached(project):
    mine = project("[[check.folder]]\npath = 'old'\nignore = ['ABC']\n")
    settings_of(mine, Given(), "new")
    with pytest.raises(UnusableInputError, match=r":3: no rule is called 'ABC'"):
        settings_of(mine, Given(), "old")


def test_no_configuration_ignores_a_gate_for_publication(project):
    mine = project("[check]\nprofile = 'publish'\nignore = ['ACC']\n")
    codes = chosen_codes(settings_of(mine, Given()))
    assert "ACC001" in codes
    assert "ACC005" not in codes


def test_a_severity_weighs_the_findings(project, checked, host_text):
    files = {"modules/example.md": host_text("modules/example.md") + "\nSee the [manual](http://darpg.gov.in/manual).\n"}
    (finding,) = checked(files, settings_of(project("[check.severity]\nlink-insecure = 'error'\n"), Given()))
    assert (finding.code, finding.severity) == ("LNK004", Severity.error)


def test_an_editor_is_told_what_the_configuration_wants(tmp_path):
    server = pytest.importorskip("karmakit_validators.lsp.server", reason="the extra `editor` is not installed")
    (tmp_path / "karmakit.toml").write_text("[[check.folder]]\npath = 'old'\nignore = ['LNG']\n", encoding="utf-8")
    (tmp_path / "old").mkdir()
    assert server.settings_of(tmp_path / "old").ignore == ("LNG",)
    assert server.settings_of(tmp_path).ignore == ()
