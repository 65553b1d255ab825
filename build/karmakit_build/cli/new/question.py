"""`karmakit new question`: ask something."""

import click

from karmakit_build.cli.new._asking import course_option, yes_option


@click.command()
@click.argument("module", required=False, metavar="[MODULE]")
@click.option("--type", "kind", help="Its type, as single or matching; without one all are named.")
@click.option("--objective", metavar="ID", help="The objective that it assesses; needed where there are several.")
@click.option("--id", "identifier", metavar="ID", help="The question's id; counted, if none is given.")
@course_option
@yes_option
def command(  # noqa: PLR0913 - click hands over every option by itself
    *, module: str | None, kind: str | None, objective: str | None, identifier: str | None, place: str | None, yes: bool
) -> int:
    """Put a question at the end of MODULE, before its sources and footnotes."""
    from karmakit_authoring.scaffold import questions  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.names import grown, numbered, sound, taken_in  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._asking import Asking, one_of  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._objectives import objective_of  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._place import course_at  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._told import note, tell  # noqa: PLC0415 - heavy
    from karmakit_build.scaffolding.adding import add, opened  # noqa: PLC0415 - heavy
    from karmakit_schemas.errors import UsageError  # noqa: PLC0415 - heavy

    course = course_at(place)
    parsed = opened(course)
    asking = Asking(yes=yes)
    pages = {each.id: each for each in parsed.modules}
    if not pages:
        raise UsageError(f"{course}: no module can be read; `karmakit check` says why")
    paths = {way: each.id for each in parsed.modules for way in (each.path, f"{each.id}.md", str(course / each.path))}
    only = next(iter(pages)) if len(pages) == 1 else None
    page = pages[asking.text("MODULE", "Module", module, one_of(list(pages), "module", paths), only, list(pages))]
    types = one_of(questions.TYPES, "type of question", questions.OTHER_NAMES)
    sort = asking.text("--type", "Type", kind, types, "single", questions.TYPES)
    if page.test is not None and sort in questions.NOT_SCORED:
        raise UsageError(f"--type: a {sort} is not scored, and `{page.id}` is a test: put it into another module")
    aim = None if sort in questions.NOT_SCORED else objective_of(asking, parsed, page, objective)
    taken = taken_in(parsed)
    count = len(page.questions) + 1
    made = numbered(grown(page.id, "-r" if sort == "reflection" else "-q"), count, taken)
    name = asking.proposed("--id", "Id", identifier, lambda text: sound(text, "question", taken), made)
    text = questions.question(parsed, sort, name, aim)
    addition = questions.with_question(page, parsed.sources.files[page.path], text, name)
    return tell(add(course, parsed, addition), f"`{name}` stands at the end of {page.path}", *note(parsed))
