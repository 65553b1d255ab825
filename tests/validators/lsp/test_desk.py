"""What the desk keeps from one pause in typing to the next changes nothing of what it finds."""

from pathlib import Path

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_validators.check import check
from karmakit_validators.lsp.desk import Desk
from karmakit_validators.settings import Settings

HOST = Path(__file__).parents[1] / "host"
PAGE, COURSE = "modules/example.md", "course.yml"


def test_findings_are_those_of_a_course_that_is_read_anew() -> None:
    saved = load(HOST)
    page, course = saved.files[PAGE].decode(), saved.files[COURSE].decode()
    desk = Desk(lambda _: Settings())
    typed = [
        (PAGE, f"{page}\nThe clerk writes the the date.\n"),
        ("modules/new.md", "---\ntitle: New\n---\n\n![](../media/nowhere.svg)\n"),
        (COURSE, course.replace("title:", "titel:", 1)),
        (COURSE, course),
        (PAGE, page),
    ]
    counts = []
    for path, text in typed:
        desk.open[HOST / path] = text
        known = desk.course_of(HOST / path)
        assert known is not None
        assert known.findings == check(parse(known.parsed.sources), Settings())
        counts.append(len(known.findings))
    assert len(set(counts)) > 1


def test_other_settings_are_asked_for_without_another_key() -> None:
    settings = [Settings()]
    desk = Desk(lambda _: settings[-1])
    desk.open[HOST / PAGE] = f"{(HOST / PAGE).read_text(encoding='utf-8')}\nThe clerk writes the the date.\n"
    before = desk.course_of(HOST / PAGE)
    assert before is desk.course_of(HOST / PAGE)
    settings.append(Settings(ignore=("LNG023",)))
    after = desk.course_of(HOST / PAGE)
    assert before is not None
    assert after is not None
    assert {found.code for found in before.findings} - {found.code for found in after.findings} == {"LNG023"}
