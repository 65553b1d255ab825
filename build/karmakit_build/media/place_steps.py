"""What is to be done to films and sounds that tell where they were taken; it needs no ffmpeg, and not a frame changes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from karmakit_build.media.picture_steps import Job
from karmakit_build.media.step import Step
from karmakit_build.media.unplacing import unplaced
from karmakit_schemas.marks import made_from, mark
from karmakit_schemas.stand_ins import MEDIA, instead
from karmakit_validators.places import is_tracked

TRACKED = "a track of it tells where it was taken, all along: export it with its picture and sound alone"


def of_places(job: Job) -> Iterator[Step]:
    """Yield each film or sound without its place, and what was made from it with the mark of the film as it is then."""
    for path, data in sorted(job.files.items()):
        if not path.startswith(MEDIA):
            continue
        after, note = unplaced(data), TRACKED if is_tracked(data) else ""
        refused = job.keeping.refuses(path, data) if after != data else ""
        if after != data or note:
            yield Step(path, data, after, done=("place taken out",) if after != data else (), note=note, refused=refused)
        other = instead(path, job.files)
        if other and after != data and not refused and made_from(job.files[other]) == sha256(data).hexdigest():
            there = job.files[other]
            yield Step(other, there, there.replace(mark(data), mark(after)), done=("marked anew",), lighter=True)


def done_in(job: Job, steps: Iterable[Step]) -> Job:
    """Return a job as it is when the steps are done."""
    return replace(job, files={**job.files, **{step.path: step.after for step in steps if step.changes and step.after is not None}})
