"""`karmakit new course`: begin a course."""

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from karmakit_build.cli.new._asking import Asking, one_of, yes_option

NAMES = {"english": "en", "hindi": "hi", "हिंदी": "hi", "हिन्दी": "hi"}


@click.command()
@click.argument("place", required=False, metavar="FOLDER")
@click.option("--title", help="What learners see.")
@click.option("--lang", metavar="TAG", help="The language of the course and of the text in it: en or hi.")
@click.option("--provider", help="The institute that answers for the course.")
@click.option("--contact", help="Who helps a learner who is stuck.")
@click.option("--email", help="The e-mail address of that contact.")
@click.option("--domain", help="The institute's domain: the root of every address in learners' records.")
@yes_option
def command(place: str | None, *, yes: bool, **given: Any) -> int:
    """Lay out a course in FOLDER that says of itself how a course is written: write your own over it, file by file.

    It passes `karmakit check` and builds as it stands.
    """
    from karmakit_authoring.scaffold.course import ABOUT, NewCourse, course_files, id_of, ignore_file, usual  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.filling import LANGUAGES  # noqa: PLC0415 - heavy
    from karmakit_authoring.scaffold.names import FORM, one_line, slug  # noqa: PLC0415 - heavy
    from karmakit_build.cli.new._checks import domain, email  # noqa: PLC0415 - heavy
    from karmakit_build.scaffolding.laying import IGNORE, is_ignored_above, lay_course, refuse  # noqa: PLC0415 - heavy
    from karmakit_schemas.errors import UsageError  # noqa: PLC0415 - heavy

    def folder_named(said: str) -> str:
        one_line(said, "name of the folder")
        return said

    asking = Asking(yes=yes)
    if asking.asks and None in {place, *given.values()}:
        click.echo("Enter takes what stands in brackets; nothing is written before the last answer.", err=True)
    folder = Path(asking.text("FOLDER", "Folder", place, folder_named))
    refuse(folder)
    name = folder.absolute().resolve().name
    identifier = id_of(name)
    if identifier is None:
        near = slug(name)
        raise UsageError(f"`{name}` can be no id of a course: name the folder with {FORM}{f', such as {near}' if near else ''}")
    lang = asking.proposed(
        "--lang", "Language (en or hi)", given["lang"], one_of(LANGUAGES, "template in the language", NAMES), "en"
    )
    proposed = usual(lang, name)
    said = {
        key: asking.proposed(f"--{key}", words, given[key], check, proposed[key])
        for key, words, check in (
            ("title", "Title", lambda text: one_line(text, "title")),
            ("provider", "Institute", lambda text: one_line(text, "name of the institute")),
            ("contact", "Who helps learners", lambda text: one_line(text, "contact")),
            ("email", "E-mail of the contact", email),
            ("domain", "Domain of the institute", domain),
        )
    }
    files = course_files(NewCourse(id=identifier, language=lang, **said))
    if not is_ignored_above(folder):
        files[IGNORE] = ignore_file()
    lay_course(files, folder)
    for line in _told(folder.as_posix(), identifier, ABOUT):
        click.echo(line)
    return 0


def _told(folder: str, identifier: str, files: Mapping[str, str]) -> Iterator[str]:
    """Yield what was laid out, and what comes next."""
    yield f"The course `{identifier}`, ready to be written over:"
    yield from _aligned({f"{folder}/{path}": about for path, about in files.items()})
    yield "Next:"
    word = shlex.quote(folder)
    yield from _aligned(
        {
            f"open {folder}/course.yml": "write your own over it, file by file",
            f"karmakit preview {word}": "see it in your browser as learners will, while you write",
            f"karmakit check {word}": "what is wrong, where, and how to mend it",
            f"karmakit build {word}": "the bundle for your learning platform",
        }
    )


def _aligned(rows: Mapping[str, str]) -> Iterator[str]:
    width = max(map(len, rows))
    return (f"  {what.ljust(width)}   {about}" for what, about in rows.items())
