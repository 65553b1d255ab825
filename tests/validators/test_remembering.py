"""A page is asked again when its rules could find something else, and only then."""

from karmakit_authoring.modules import read_module
from karmakit_authoring.parse import parse
from karmakit_schemas.sources import Sources
from karmakit_validators.context import Context
from karmakit_validators.remembering import Looked, Memory
from karmakit_validators.settings import Settings

COURSE = b"""id: sample-course
units:
  - id: unit
    title: Unit
    modules: [one, two]
"""
MODULE = "---\ntitle: {0}\nkind: do\n---\n\n## Part {{#part}}\n\n{0}\n"
FILES = {"course.yml": COURSE, "modules/one.md": MODULE.format("One").encode(), "modules/two.md": MODULE.format("Two").encode()}


class Run:
    """Runs over one course, each of which notes the pages that it asks; `ask` is the rule."""

    def __init__(self, ask):
        self.ask, self.memory, self.read = ask, Memory(), {}

    def __call__(self, settings=None, **files):
        asked = []
        changed = {name.replace("__", "/") + ".md": text.encode() for name, text in files.items()}
        parsed = parse(Sources("sample-course", FILES | changed), self.module)

        def look(page):
            asked.append(page.path)
            self.ask(page)
            return Looked((), frozenset())

        self.memory.look(Context(parsed, None, settings or Settings()), look)
        return asked

    def module(self, path, name, data, assessment):
        return self.read.setdefault((path, data), read_module(path, name, data, assessment))


OTHER = {"modules__two": MODULE.format("Deux")}


def test_only_a_page_that_changed_is_asked_again():
    run = Run(lambda page: (page.lowered, page.context.language if "x" in page.path else "", page.context.parsed.sources.files))
    assert run() == ["modules/one.md", "modules/two.md"]
    assert run() == []
    assert run(**OTHER) == ["modules/two.md"]
    assert run() == ["modules/two.md"]


def test_what_is_around_the_modules_and_the_settings_are_asked_of_all():
    run = Run(lambda page: page.lowered)
    run()
    assert len(run(glossary="PIO\n: The officer.\n")) == 2
    assert len(run(settings=Settings(profile="draft"))) == 2
    assert len(run(modules__three=MODULE.format("Three"))) == 3


def test_a_page_whose_rules_look_into_another_is_bound_to_it():
    for look in (
        lambda page: page.context.page("modules/two.md"),
        lambda page: page.context.pages,
        lambda page: page.context.text("modules/two.md"),
        lambda page: page.context.lines("modules/two.md"),
        lambda page: page.context.parsed.modules,
        lambda page: page.context.parsed.part.modules,
        lambda page: page.context.parsed.findings,
        lambda page: "modules/two.md" in page.context.parsed.lossy,
        lambda page: page.context.parsed.sources.files["modules/two.md"],
        lambda page: page.context.parsed.sources.digest,
        lambda page: page.context.is_lost("modules/two.md"),
    ):
        run = Run(lambda page, look=look: look(page) if page.path.endswith("one.md") else None)
        run()
        assert run(**OTHER) == ["modules/one.md", "modules/two.md"]


def test_a_page_is_not_bound_by_what_it_asks_of_itself():
    run = Run(
        lambda page: (
            page.context.page(page.path).anchors,
            page.context.text(page.path),
            page.path in page.context.parsed.lossy,
            page.context.parsed.sources.files[page.path],
            "modules/two.md" in page.context.parsed.sources.files,
            page.context.parsed.part.place("units"),
        )
    )
    run()
    assert run(**OTHER) == ["modules/two.md"]
