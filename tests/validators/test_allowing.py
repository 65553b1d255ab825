"""Exceptions in the text: what they cover, what they do not."""

from datetime import date

import pytest

from karmakit_validators.settings import Settings

HTTP = "See the [manual](http://darpg.gov.in/manual)."
ALLOW = '<!-- allow: LNK004 reason="The archive has no https" -->'


@pytest.fixture
def found(checked, host_text):
    def run(body, path="modules/example.md", profile="publish"):
        return [f.code for f in checked({path: host_text(path) + "\n" + body}, Settings(profile))]

    return run


@pytest.mark.parametrize(
    "body",
    [
        f"{ALLOW}\n{HTTP}\n",
        f"{ALLOW}\n\n{HTTP}\n",
        f"{HTTP} {ALLOW}\n",
        f"{ALLOW}\n\n- one\n- {HTTP}\n",
        f"{ALLOW}\n::: scenario\nA case.\n\n{HTTP}\n:::\n",
        f"> {ALLOW}\n> {HTTP}\n",
        f"{ALLOW.replace('LNK004', 'link-insecure')}\n{HTTP}\n",
        f"{ALLOW.replace('LNK004', 'lnk004')}\n{HTTP}\n",
    ],
)
def test_an_exception_covers_the_next_block_or_its_own_line(found, body):
    assert found(body) == []


def test_an_exception_covers_one_block_only(found):
    assert found(f"{ALLOW}\n{HTTP}\n\n{HTTP.replace('manual]', 'list]')}\n") == ["LNK004"]


def test_an_exception_at_the_end_of_a_line_covers_that_line_only(found):
    assert found(f"First line {ALLOW}\n{HTTP}\n") == ["VET010", "LNK004"]


def test_one_exception_can_allow_several_codes_and_an_unused_one_among_them_is_told(found):
    body = '<!-- allow: LNK004, LNG001 reason="Quoted" -->\n' + HTTP + "\n"
    assert found(body) == ["VET010"]


def test_an_exception_shown_as_code_is_none(found):
    assert found(f"```markdown\n{ALLOW}\n```\n\nWrite `{ALLOW}` above it.\n") == []


def test_an_exception_for_an_unknown_rule_is_told_with_the_one_meant(checked, host_text):
    text = host_text("modules/example.md") + '\n<!-- allow: LNK044 reason="x" -->\nText.\n'
    (finding,) = checked({"modules/example.md": text})
    assert finding.code == "VET010"
    assert "no rule is called `LNK044`; did you mean 'LNK0" in finding.message


def test_a_gate_is_never_allowed(found):
    assert found('<!-- allow: ACC001 reason="x" -->\n![](../media/logo.svg)\n') == ["VET011", "ACC001"]


def test_yaml_takes_exceptions_as_comments_at_the_end_of_a_line_and_before_it(checked, host_text):
    text = host_text("modules/example.md")
    at_end = text.replace("duration: 2 min", 'duration: 9 min  # allow: MET010 reason="With a visit to the counter"')
    before = text.replace("duration: 2 min", '# allow: MET010 reason="With a visit to the counter"\nduration: 9 min')
    assert checked({"modules/example.md": at_end}) == ()
    assert checked({"modules/example.md": before}) == ()


def test_course_yml_takes_exceptions_too(checked, host_text):
    quiet = host_text("course.yml").replace("audience: {roles: [Section officer], level: operational}\n", "")
    noisy = checked({"course.yml": quiet})
    assert [f.code for f in noisy] == ["MET009"]
    allowed = quiet.replace("title: Receiving a letter", 'title: Receiving a letter  # allow: MET009 reason="For everybody"')
    assert checked({"course.yml": allowed}) == ()


def test_an_exception_for_a_rule_that_did_not_run_is_not_called_unused(checked, host_text):
    text = host_text("modules/example.md") + f"\n{ALLOW}\nNothing.\n"
    assert checked({"modules/example.md": text}, Settings(select=("ACC", "VET"))) == ()
    assert [f.code for f in checked({"modules/example.md": text})] == ["VET010"]


def test_an_exception_works_in_a_file_that_cannot_be_read_as_a_module(checked):
    text = '---\ntitle: [\n---\n\n<!-- allow: STR015 reason="x" -->\nText.\n'
    assert "VET011" not in {f.code for f in checked({"modules/example.md": text})}


@pytest.mark.parametrize("until", ["2026-13-45", "tomorrow", "2026"])
def test_an_end_that_is_no_date_has_passed(checked, host_text, until):
    text = host_text("modules/example.md") + f'\n<!-- allow: LNK004 reason="x" until={until} -->\n{HTTP}\n'
    findings = checked({"modules/example.md": text}, Settings(today=date(2026, 1, 1)))
    assert [f.code for f in findings] == ["VET018", "LNK004"]
