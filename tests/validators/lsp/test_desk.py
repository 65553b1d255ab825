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
