"""What is to be done to the films of a course: a poster for one that has none, its sound for the low-bandwidth edition."""

from collections.abc import Iterator
from dataclasses import dataclass

from karmakit_authoring.parse import parse
from karmakit_build.media.films import FilmError, poster, sound
from karmakit_build.media.picture_steps import Job
from karmakit_build.media.posters import bare_films, poster_of, with_poster
from karmakit_build.media.shown import COLUMN, SHARP
from karmakit_build.media.step import Step
from karmakit_schemas.marks import is_stale, made_from
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.stand_ins import FILMS, LITE, MEDIA, instead
from karmakit_validators.pictures import size

SOUND = ".m4a"


@dataclass(frozen=True, slots=True)
class Wishes:
    """The films that are to have a poster, and those whose sound is to be made, by their paths."""

    posters: tuple[str, ...]
    sounds: tuple[str, ...]


def wishes(parsed: Parsed, job: Job) -> Wishes:
    """Return what the films of a course lack."""
    shown = sorted(
        path
        for path, use in job.shown.items()
        if use.width and path.lower().endswith(FILMS) and path.startswith(MEDIA) and path in job.files
    )
    bare = bare_films(parsed)
    return Wishes(tuple(path for path in shown if path in bare), tuple(path for path in shown if _lacks_sound(path, job)))


def _lacks_sound(path: str, job: Job) -> bool:
    place = instead(path, job.files)
    return job.lite if place is None else is_stale(job.files[place], job.files[path])


def of_films(parsed: Parsed, job: Job, wanted: Wishes, ffmpeg: str) -> Iterator[Step]:
    """Yield the posters with the Markdown that names them, then the sounds."""
    for film in wanted.posters:
        try:
            data, across = poster(ffmpeg, job.files[film], SHARP * COLUMN)
        except FilmError as error:
            yield _left(film, job, f"has no poster: {error}")
            continue
        place = poster_of(film, parsed.sources, data)
        after = with_poster(parsed, film, place, data)
        if after is None:
            yield _left(
                film, job, f"has no poster: its line cannot be written safely; save a picture of it, and add poster={place}"
            )
            continue
        if place not in parsed.sources.files:
            yield Step(place, None, data, (None, across), ("poster made",))
        for path in sorted(after.files):
            if path != place and after.files[path] != parsed.sources.files[path]:
                yield Step(path, parsed.sources.files[path], after.files[path], done=("poster named",), is_text=True)
        parsed = parse(after)
    for film in wanted.sounds:
        yield _sound(film, job, ffmpeg)


def _sound(film: str, job: Job, ffmpeg: str) -> Step:
    """Return the step to the sound of a film as it is now; one made from an earlier film goes where there is none."""
    place = LITE + film.removeprefix(MEDIA) + SOUND
    there = job.files.get(place)
    try:
        data: bytes | None = sound(ffmpeg, job.files[film])
    except FilmError as error:
        if there is None:
            return _left(film, job, f"has no sound for the low-bandwidth edition: {error}")
        data = None
    word = "made" if there is None else "made anew" if data else "taken away: the film is another now"
    return Step(place, there, data, done=(word,), lighter=True)


def _left(film: str, job: Job, note: str) -> Step:
    return Step(film, job.files[film], job.files[film], (size(job.files[film]), None), note=note)


def stale_sounds(job: Job) -> Iterator[Step]:
    """Yield the ways out of sounds made from an earlier film, where nothing can make them anew."""
    for film, data in sorted(job.files.items()):
        place = instead(film, job.files) if film.lower().endswith(FILMS) else None
        if place and made_from(job.files[place]) and is_stale(job.files[place], data):
            yield Step(place, job.files[place], None, done=("taken away: the film is another now",), lighter=True)
