"""`karmakit new unit`: begin a part of a course."""

import click

from karmakit_build.cli.new._asking import course_option, yes_option


@click.command()
@click.argument("identifier", required=False, metavar="[ID]")
@click.option("--title", help="What learners see.")
@click.option("--kind", help="The kind of its first module: watch, think, do, explore or test.")
@click.option("--module", "first", metavar="ID", help="The id of its first module.")
@course_option
@yes_option
def command(  # noqa: PLR0913 - click hands over every option by itself
    *, identifier: str | None, title: str | None, kind: str | None, first: str | None, place: str | None, yes: bool
) -> int:
    """Add the unit ID at the end of course.yml, with a first module: a unit holds at least one."""
    from karmakit_authoring.parse import COURSE_FILE  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.addition import Addition  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.modules import NewModule, module  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.names import called, free, grown, numbered, one_line, slug, sound, taken_in  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.outline import with_unit  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._asking import Asking  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._modules import kind_of  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._place import course_at  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._told import note, tell  # noqa: PLC0415 - heavy
    from karmakit_build.scaffolding.adding import add, opened  # noqa: PLC0415 - heavy

    course = course_at(place)
    parsed = opened(course)
    taken = taken_in(parsed)
    asking = Asking(yes=yes)
    number = len(parsed.part.meta.units) + 1
    if identifier is not None:
        sound(identifier, "unit", taken)
    proposal = called(parsed.part.meta.language, "unit", number)
    said = asking.text("--title", "Title", title, lambda text: one_line(text, "title"), proposal)
    near = slug(said)
    made = free(near, taken) if near else numbered("unit-", number, taken)
    name = asking.proposed("ID", "Id", identifier, lambda text: sound(text, "unit", taken), made)
    sort = kind_of(asking, kind)
    taken |= {name}
    page = asking.proposed(
        "--module", "Id of its module", first, lambda text: sound(text, "module", taken), free(grown(name, "-1"), taken)
    )
    path, text = module(parsed, NewModule(id=page, title=said, kind=sort))
    edit = with_unit(parsed.sources.files[COURSE_FILE], name, said, page)
    return tell(add(course, parsed, Addition(name, {path: text}, (edit,))), *note(parsed))
