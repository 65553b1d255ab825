"""`karmakit new module`: write another page."""

import click

from karmakit_build.cli.new._asking import course_option, yes_option


@click.command()
@click.argument("identifier", required=False, metavar="[ID]")
@click.option("--kind", help="What it asks of a learner: watch, think, do, explore or test.")
@click.option("--title", help="What learners see.")
@click.option("--unit", metavar="ID", help="The unit that it comes into, as the last one.")
@course_option
@yes_option
def command(  # noqa: PLR0913 - click hands over every option by itself
    *, identifier: str | None, kind: str | None, title: str | None, unit: str | None, place: str | None, yes: bool
) -> int:
    """Lay out the module ID in modules/ and name it in course.yml.

    Without ID it is made of the title, or counted where the title gives none. Of a module that course.yml names already, only the
    file is made.
    """
    from karmakit_authoring.parse import COURSE_FILE  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.addition import Addition  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.modules import NewModule, module  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.outline import with_module  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._asking import Asking  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._modules import kind_of, name_of, unit_of  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._place import course_at  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._told import note, tell  # noqa: PLC0415 - heavy
    from karmakit_build.scaffolding.adding import add, opened  # noqa: PLC0415 - heavy

    course = course_at(place)
    parsed = opened(course)
    asking = Asking(yes=yes)
    name, said = name_of(asking, parsed, identifier, title)
    new = NewModule(id=name, title=said, kind=kind_of(asking, kind))
    at = unit_of(asking, parsed, new, unit)
    path, text = module(parsed, new)
    edits = () if at is None else (with_module(parsed.sources.files[COURSE_FILE], at, name),)
    return tell(add(course, parsed, Addition(name, {path: text}, edits)), *note(parsed))
