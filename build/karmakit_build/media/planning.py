"""Work through the media of one course: what is to be done is told step by step, and written by who asks for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.media.film_steps import Wishes, of_films, stale_sounds, wishes
from karmakit_build.media.films import program
from karmakit_build.media.keeping import Keeping, keeping
from karmakit_build.media.picture_steps import Job, of_pictures
from karmakit_build.media.place_steps import done_in, of_places
from karmakit_build.media.shown import shown
from karmakit_build.media.step import Step
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.stand_ins import LITE, MEDIA, WEBP
from karmakit_validators.bandwidth import limits
from karmakit_validators.report.text import width


@dataclass(frozen=True, slots=True)
class Work:
    """A course that was read whole, what there is to do in it, and ffmpeg, if it is installed and wanted.

    `job`: its files without the `places` that are taken out of its films first.
    """

    course: Path
    parsed: Parsed
    job: Job
    places: tuple[Step, ...]
    wanted: Wishes
    ffmpeg: str | None

    @property
    def keeping(self) -> Keeping:
        """Return what may be written over."""
        return self.job.keeping

    @property
    def widest(self) -> int:
        """Return how many columns the longest name may take that is told of."""
        longest = max((width(path) for path in self.parsed.sources.files if path.startswith(MEDIA)), default=0)
        return longest + len(WEBP) + (len(LITE) - len(MEDIA) if self.job.lite else 0)

    def steps(self) -> Iterator[Step]:
        """Yield what is to be done, each as soon as it is known."""
        yield from of_pictures(self.job)
        yield from self.places
        if self.ffmpeg:
            yield from of_films(self.parsed, self.job, self.wanted, self.ffmpeg)
        else:
            yield from stale_sounds(self.job)

    @property
    def waiting(self) -> str:
        """Return in a line what waits for ffmpeg; empty where nothing does."""
        if self.ffmpeg:
            return ""
        lacks = {"poster": len(self.wanted.posters), "sound for the low-bandwidth edition": len(self.wanted.sounds)}
        parts = [f"{_films(number)} without {word}" for word, number in lacks.items() if number]
        return f"ffmpeg is not installed, which leaves {' and '.join(parts)}" if parts else ""


def work(course: Path, *, lite: bool, originals: Path | None) -> Work:
    """Return what there is to do in the course in folder `course`; raise UnusableInputError where it cannot be read whole.

    Light files are made where they are asked for, and where the course has some already, so that it never has them by halves.
    """
    sources = load(course)
    parsed = parse(sources)
    if parsed.course is None or not parsed.complete or parsed.lossy:
        raise UnusableInputError(
            f"{course}: cannot be read whole, so nobody knows what its pages show; `karmakit check {course}` says what to mend"
        )
    light = lite or any(path.startswith(LITE) for path in sources.files)
    budgets = limits(parsed.part.meta.budgets)
    job = Job(sources.files, shown(parsed), budgets, keeping(course, sources, originals), light)
    places = tuple(of_places(job))
    job = done_in(job, places)
    wanted = wishes(parsed, job)
    return Work(course, parsed, job, places, wanted, program() if wanted.posters or wanted.sounds else None)


def _films(number: int) -> str:
    return f"{number} film{'' if number == 1 else 's'}"
