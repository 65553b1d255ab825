"""`karmakit new glossary`: explain a term."""

import re

import click

from karmakit_build.cli.new._asking import course_option, yes_option

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|$~]|^[-+=:](?=\s|$)|(?<=^\d)[.)]")


@click.command()
@click.argument("term", required=False, metavar="[TERM]")
@click.option("--meaning", help="What it means, in a sentence.")
@click.option("--id", "identifier", metavar="ID", help="The term's id; made of the term, if none is given.")
@course_option
@yes_option
def command(*, term: str | None, meaning: str | None, identifier: str | None, place: str | None, yes: bool) -> int:
    """Add TERM at the end of glossary.md, and make that file where there is none."""
    from karmakit_authoring.scaffold.glossary import usual_meaning, with_term  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.names import free, numbered, one_line, slug, sound, taken_in  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._asking import Asking  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._place import course_at  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._told import tell  # noqa: PLC0415 - heavy
    from karmakit_build.scaffolding.adding import add, opened  # noqa: PLC0415 - heavy

    course = course_at(place)
    parsed = opened(course)
    taken = taken_in(parsed)
    asking = Asking(yes=yes)
    said = asking.text("TERM", "Term", term, lambda text: one_line(text, "term"))
    near = slug(said)
    made = free(near, taken) if near else numbered("term-", 1, taken)
    name = asking.proposed("--id", "Id", identifier, lambda text: sound(text, "term", taken), made)
    usual = usual_meaning(parsed.part.meta.language)
    told = asking.text("--meaning", "Meaning", meaning, lambda text: one_line(text, "meaning"), usual)
    addition = with_term(parsed, name, _MARKUP.sub(r"\\\g<0>", said), told)
    return tell(add(course, parsed, addition), f"In a module, link to it: [{said}](../glossary.md#{name})")
