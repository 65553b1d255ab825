"""What is to be done to the pictures of a course, one after the other, and to what stands in for them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from karmakit_build.media.fitting import Fitted, Wanted, fitted
from karmakit_build.media.keeping import Keeping
from karmakit_build.media.shown import Shown
from karmakit_build.media.standing_in import webp_beside, webp_lite
from karmakit_build.media.step import Step
from karmakit_build.rasters import UnreadablePictureError
from karmakit_schemas.marks import is_stale, made_from
from karmakit_schemas.stand_ins import FILMS, LITE, MEDIA, PICTURES, SOUNDS, WEBP, beside, instead, stand_ins
from karmakit_validators.bandwidth import Limits
from karmakit_validators.pictures import format_of, size

NAMED = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp"}


@dataclass(frozen=True, slots=True)
class Job:
    """A course's files, how it shows them, its limits, what may be written over, and whether light pictures are made of all."""

    files: Mapping[str, bytes]
    shown: Mapping[str, Shown]
    limits: Limits
    keeping: Keeping
    lite: bool


def of_pictures(job: Job) -> Iterator[Step]:
    """Yield what is to be done, picture by picture: the picture, then what stands in for it; last what stands in for none."""
    for path, data in sorted(job.files.items()):
        if _is_original(path, job):
            yield from _of_picture(path, data, job)
    yield from _orphans(job)


def _is_original(path: str, job: Job) -> bool:
    if not path.startswith(MEDIA) or PurePosixPath(path).suffix.lower() not in NAMED:
        return False
    if path.endswith(WEBP) and beside(path.removesuffix(WEBP), job.files):
        return False
    return path in job.shown or not made_from(job.files[path])


def _of_picture(path: str, data: bytes, job: Job) -> Iterator[Step]:
    kind = format_of(data)
    if kind != NAMED[PurePosixPath(path).suffix.lower()]:
        what = f"is {kind} inside" if kind else "is no picture inside"
        yield Step(path, data, data, note=f"{what}: give it its right name, or save it anew")
        yield from _of_earlier_ones(path, data, job)
        return
    use = job.shown.get(path)
    try:
        fit = fitted(data, _wanted(use, job.limits))
        refused = job.keeping.refuses(path, data) if fit.data != data else ""
        yield Step(path, data, fit.data, (fit.before, fit.after), fit.done, fit.note, refused)
        if not refused and not fit.moves:
            yield from _stand_ins(path, fit, use, job)
            return
    except UnreadablePictureError as error:
        yield Step(path, data, data, note=f"{error}: save it anew")
    yield from _of_earlier_ones(path, data, job)


def _of_earlier_ones(path: str, data: bytes, job: Job) -> Iterator[Step]:
    """Yield the ways out of what was made from an earlier picture, where none can be made from this one."""
    for other in stand_ins(path, job.files):
        there = job.files[other]
        if is_stale(there, data) and other not in job.shown:
            yield Step(other, there, None, (size(there), None), ("taken away: the picture is another now",), lighter=True)


def _wanted(use: Shown | None, limits: Limits) -> Wanted:
    return Wanted(use.width, use.pixels, limits.pixels, limits.picture) if use else Wanted(0, None, limits.pixels, limits.picture)


def _stand_ins(path: str, fit: Fitted, use: Shown | None, job: Job) -> Iterator[Step]:
    """Yield what is to be done to the WebP beside a picture and to its light one: made, made anew, or taken away."""
    in_text = use is not None and use.in_text
    there = job.files.get(path + WEBP)
    lightest = len(fit.data)
    if format_of(fit.data) != "webp" and (in_text or there):
        step = _renewed(path + WEBP, there, fit, lambda: webp_beside(fit.data, job.limits.picture) if in_text else None, job)
        lightest = min(lightest, len(step.after or fit.data))
        yield from [step] if step.before != step.after or step.note else []
    place = LITE + path.removeprefix(MEDIA) + WEBP
    there = job.files.get(place)
    if path.startswith(LITE) or instead(path, job.files) not in {None, place} or (there and not made_from(there)):
        return  # its author's own stays as it is
    if in_text and use and (job.lite or there):
        step = _renewed(place, there, fit, lambda: webp_lite(fit.data, use.width, lightest), job)
        yield from [step] if step.before != step.after else []


def _renewed(place: str, there: bytes | None, fit: Fitted, make: Callable[[], bytes | None], job: Job) -> Step:
    """Return the step that leaves at `place` what stands for the picture as it is now, or nothing."""
    if there and made_from(there) == sha256(fit.data).hexdigest():
        return Step(place, there, there, lighter=True)
    made = make()
    refused = job.keeping.refuses(place, there) if there and not made_from(there) else ""
    if there and made is None and place in job.shown:
        return Step(place, there, there, note="is shown by itself: refer to the picture it is of, or save it under another name")
    word = "made" if there is None else "made anew" if made else "taken away: learners do not need it"
    sizes = (size(there) if there else None, size(made) if made else None)
    return Step(place, there, made, sizes, (word,), refused=refused, lighter=True)


def _orphans(job: Job) -> Iterator[Step]:
    """Yield the files that were made to stand for a file which is no longer there, and that nobody shows by themselves."""
    for path, data in sorted(job.files.items()):
        if not path.startswith(MEDIA) or path in job.shown or not made_from(data):
            continue
        name = str(PurePosixPath(path).with_suffix(""))
        original = MEDIA + name.removeprefix(LITE) if path.startswith(LITE) else name
        if original not in job.files and original.lower().endswith((*PICTURES, *FILMS, *SOUNDS)):
            refused = job.keeping.refuses(path, data)
            yield Step(
                path, data, None, (size(data), None), ("taken away: what it stood for is gone",), refused=refused, lighter=True
            )
