"""Whether the subjects that a builder names are those of the bundle, and what the builder says of them is what learners get."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from karmakit_schemas.evidence import BUILD, Built, BuiltSubject
from karmakit_schemas.stand_ins import LITE as FOLDER
from karmakit_schemas.stand_ins import instead
from karmakit_schemas.vetting import COURSE, manifest_digest
from karmakit_validators.verify.vetting.evidence import AGAIN
from karmakit_validators.verify.vetting.payload import Payload
from karmakit_validators.vetting.records import Flaw

CODE = "PKG019"
LITE = "lite"


def check_subjects(payload: Payload, built: Built) -> Iterator[Flaw]:
    """Yield where the build statement hides something that a policy asks about, or a file that nobody has vetted."""
    modules = payload.modules
    named = [subject.name for subject in built.subjects]
    if sorted(named) != sorted((COURSE, *modules)):
        odd = ", ".join(sorted({*named} ^ {COURSE, *modules})) or "one of them twice"
        yield Flaw(CODE, BUILD, f"the statement of the build does not name the modules of the bundle: {odd}", AGAIN)
    if built.translated != any(_names(row, "translators") for row in modules.values()):
        yield Flaw(CODE, BUILD, "the statement of the build and the modules do not agree on whether it is a translation", AGAIN)
    for subject in built.subjects:
        yield from _claims(subject, modules.get(subject.name, {}), payload.seen.films.get(subject.name), lite=built.edition == LITE)
    yield from _files(payload, built.subjects)
    yield from _edition(payload, built)


def _claims(subject: BuiltSubject, row: Mapping[str, Any], films: bool | None, *, lite: bool) -> Iterator[Flaw]:  # noqa: FBT001 - a fact of three values, by place in one call
    """Yield what is said of a subject that its page or the course's record contradicts; `films` is None where no page tells.

    In the low-bandwidth edition a film may have its words alone, but no page plays what no policy was asked about.
    """
    makers = {*_names(row, "authors"), *_names(row, "translators")}
    hidden = sorted(makers - {*subject.names})
    if hidden:
        message = f"the statement of the build hides who made `{subject.name}`: {', '.join(hidden)}"
        yield Flaw(CODE, BUILD, message, AGAIN)
    if subject.test != (row.get("test") is not None):
        message = f"the statement of the build is wrong about whether `{subject.name}` is a test"
        yield Flaw(CODE, BUILD, message, AGAIN)
    if films is not None and subject.media != films and (films or not lite):
        message = f"the statement of the build is wrong about whether `{subject.name}` plays a video or sound"
        yield Flaw(CODE, BUILD, message, AGAIN)
    if manifest_digest(subject.files) != subject.digest or any("\n" in path for path in subject.files):
        message = f"the files that the statement of the build names for `{subject.name}` are not those of its digest"
        yield Flaw(CODE, BUILD, message, AGAIN)


def _names(row: Mapping[str, Any], key: str) -> list[str]:
    listed = row.get(key)
    return [str(name) for name in listed] if isinstance(listed, list) else []


def _files(payload: Payload, subjects: Iterable[BuiltSubject]) -> Iterator[Flaw]:
    """Yield media that learners get otherwise than they were vetted, or that nobody has vetted: they are carried as they are."""
    vetted: dict[str, set[str]] = {}
    for subject in subjects:
        for path, digest in subject.files.items():
            vetted.setdefault(path, set()).add(digest)
    for path in sorted(path for path, digests in vetted.items() if len(digests) > 1):
        yield Flaw(CODE, BUILD, f"the statement of the build names {path} with two digests", AGAIN)
    for shown in payload.seen.shown:
        digests = vetted.get(shown.source)
        if digests is None:
            yield Flaw(CODE, shown.at, f"{shown.at} belongs to no subject: nobody has vetted it", AGAIN)
        elif digests != {shown.sha256}:
            yield Flaw(CODE, shown.at, f"{shown.at} is not the file that was vetted", AGAIN)


def _edition(payload: Payload, built: Built) -> Iterator[Flaw]:
    """Yield what belongs to the other edition: an edition with the name of another would load what its learners were spared."""
    vetted = {path for subject in built.subjects for path in subject.files}
    for shown in payload.seen.shown:
        light = shown.source.startswith(FOLDER)
        lighter = instead(shown.source, vetted)
        if built.edition != LITE and light:
            yield Flaw(CODE, shown.at, f"{shown.at} is for the low-bandwidth edition, and this is the full one", AGAIN)
        elif built.edition == LITE and (lighter or (shown.at in payload.seen.played and not light)):
            message = f"{shown.at} is for the full edition: the low-bandwidth one has {lighter or 'its words alone'} in its place"
            yield Flaw(CODE, shown.at, message, AGAIN)
