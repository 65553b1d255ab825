"""`karmakit import` at work: make the course, write it, and tell what came of it."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from karmakit_build.archive import write_folder
from karmakit_build.importing.assembling import left_open
from karmakit_build.importing.bringing import Brought, bring, told_of
from karmakit_schemas.errors import UsageError


def run(source: Path, course: Path, kind: str | None, language: str | None, form: str) -> int:
    """Do what was called for; return the exit status."""
    if course.exists() and (not course.is_dir() or any(course.iterdir())):
        raise UsageError(f"{course}: there is something already; name a new folder")
    brought = bring(source, course.resolve().name, kind, language)
    write_folder(brought.files, course)
    if form == "json":
        click.echo(json.dumps(_as_json(course, brought), ensure_ascii=False, indent=1))
    else:
        _tell(source.name, course, brought)
    return int(bool(brought.draft.losses))


def _as_json(course: Path, brought: Brought) -> dict[str, object]:
    return {
        "version": 1,
        "course": course.as_posix(),
        "reader": brought.reader,
        "cut": brought.draft.cut,
        "source": asdict(brought.draft.counts),
        "result": asdict(brought.counts),
        "told": asdict(told_of(brought.draft.losses)),
        "open": left_open(brought.files),
        "lost": [asdict(one) for one in brought.draft.losses],
    }


def _tell(source: str, course: Path, brought: Brought) -> None:
    there, now, told = asdict(brought.draft.counts), asdict(brought.counts), asdict(told_of(brought.draft.losses))
    modules = sum(path.startswith("modules/") for path in brought.files)
    click.echo(f"{course}: {modules} module{'' if modules == 1 else 's'} ({brought.reader})")
    if brought.draft.cut:
        click.echo(f"  cut: {brought.draft.cut}")
    for name, number in there.items():
        if number or now[name]:
            lost = f", {told[name]:5} told below" if told[name] else ""
            click.echo(f"  {name.replace('_', ' '):14} {number:5} in the source, {now[name]:5} in the course{lost}")
    for one in brought.draft.losses:
        where = ", ".join(filter(None, (one.path if one.path != source else "", one.place)))
        click.echo(f"  lost: {where}{': ' if where else ''}{one.what}")
        if one.mend:
            click.echo(f"        {one.mend}")
    for number, (place, keys) in enumerate(left_open(brought.files).items()):
        click.echo(f"  {'     ' if number else 'open:'} {place}: {', '.join(keys)}")
    click.echo(f"Next: karmakit check {course}")
