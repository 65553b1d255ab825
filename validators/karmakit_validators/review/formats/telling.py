"""A review as sections, the most important with the lowest rank: for a comment that may be cut, and for a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from karmakit_schemas.findings import Finding
from karmakit_validators.report.words import Words
from karmakit_validators.report.words import words as severities
from karmakit_validators.review.formats.changing import head, kind, line, rows, words_of
from karmakit_validators.review.formats.pieces import Line, Piece, Row, Section, clip, code, plain, strong
from karmakit_validators.review.measures import Measure
from karmakit_validators.review.review import CourseReview, First, Review, Vetting, first
from karmakit_validators.review.values import Change, ModuleChanges, is_nothing

NONE = "—"
TOP, FIRST, FACTS, ABOUT, ASKED, TEXT = range(6)
A_SECTION = 10
"""How many of what comes first stand in one section: what must be cut is cut there."""
FIRST_LONGEST = 200


def sections(review: Review, say: Words, *, longest: int) -> Iterator[Section]:
    """Yield the report section by section, in the order in which it is read; `longest`: characters of one stretch of text."""
    before, _, after = say("review", base="\0").partition("\0")
    heading: Line = (plain(before), code(review.base), plain(after))
    yield Section(TOP, "review", heading, level=2, rows=tuple(_top(review, say)))
    for course in review.courses:
        yield from _course(course, say, longest)


def _top(review: Review, say: Words) -> Iterator[Row]:
    changed, unchanged = len(review.courses), len(review.unchanged)
    if changed:
        told = say("changed", changed=say.number("courses", changed), unchanged=say.grouped(unchanged))
    else:
        told = say("nothing", courses=say.number("courses", unchanged))
    yield Row(0, (plain(told),))
    if review.gone:
        yield Row(0, (strong(say("gone-courses")), plain(": "), *_listed(review.gone)))


def _listed(names: Iterable[str]) -> Iterator[Piece]:
    for number, name in enumerate(names):
        if number:
            yield plain(", ")
        yield code(name)


def _course(course: CourseReview, say: Words, longest: int) -> Iterator[Section]:
    heading: Line = (plain(f"{clip(course.title, 160)} · "), code(course.path))
    yield Section(TOP, "course-file", heading=heading, level=3, rows=tuple(_notes(course, say)))
    yield from _first(course, say)
    yield Section(FACTS, "size-and-time", heading=(plain(say("size-and-time")),), level=4, table=tuple(measured(course, say)))
    yield Section(FACTS, "vetting", heading=(plain(say("vetting")),), level=4, rows=tuple(_vetting(course.vetting, say)))
    if course.findings.new or course.findings.mended:
        yield _findings(course, say)
    yield from about(course, say, longest)
    for module in course.changes.modules:
        if not module.is_empty:
            yield from of_module(module, say, longest)
    yield from beside(course, say, longest)


def about(course: CourseReview, say: Words, longest: int) -> Iterator[Section]:
    """Yield what changed about a course as a whole: `course.yml`, the outline, competencies, exceptions withdrawn."""
    changes = course.changes
    if changes.values and not changes.is_new:
        told = tuple(Row(0, line(value, say)) for value in changes.values)
        yield Section(ABOUT, "course-file", (plain(say("course-file")),), 4, told, number=len(told))
    yield from _list(ABOUT, "outline", [*changes.outcomes, *changes.units, *_outline(changes.modules)], say, longest)
    yield from _coverage(course, say)
    yield from _list(ABOUT, "exceptions", [change for change in changes.exceptions if not change.after], say, longest)


def beside(course: CourseReview, say: Words, longest: int) -> Iterator[Section]:
    """Yield what changed beside the modules: terms of the glossary, and files that no module shows."""
    yield from _list(ASKED, "terms", course.changes.terms, say, longest)
    yield from _list(ASKED, "files", course.changes.files, say, longest)


def _notes(course: CourseReview, say: Words) -> Iterator[Row]:
    changes = course.changes
    if changes.is_new:
        yield Row(0, (plain(say("new-course")),))
    if changes.unread:
        yield Row(0, (plain(say("unread", files="")), *_listed(changes.unread)))
    if changes.forms:
        yield Row(0, (plain(say.number("forms", changes.forms)),))


def _first(course: CourseReview, say: Words) -> Iterator[Section]:
    told = [Row(0, first_line(each, say)) for each in first(course)]
    for start in range(0, len(told), A_SECTION):
        heading: Line = (plain(say("first")),) if start == 0 else ()
        part = tuple(told[start : start + A_SECTION])
        yield Section(FIRST, "first", heading, 4, part, number=len(part))


def first_line(one: First, say: Words) -> Line:
    """Return in one line what a reviewer must see first."""
    label = (strong(say(f"first.{one.what}")), plain(": "))
    if one.finding:
        return (*label, *_finding(one.finding))
    place: list[Piece] = []
    if one.change:
        place += [plain(f"{kind(one.change, say)} "), code(clip(one.change.now.id, 120))]
        if one.change.now.home:
            place += [plain(" ("), code(clip(one.change.now.home, 120)), plain(")")]
    for part in one.parts:
        place += [plain(f", {kind(part, say)} "), code(clip(part.now.id, 120)), *_earlier(part, one)]
    if one.change and not one.parts:
        place += _earlier(one.change, one)
    if one.value:
        named = () if one.what in {"key", "key_wording"} else line(one.value, say, one.change.kind if one.change else "")[:2]
        place += [plain(" — ") if place else plain(""), *named, *words_of(one.value, FIRST_LONGEST, say)]
    return (*label, *place)


def _earlier(change: Change, one: First) -> Iterator[Piece]:
    """Yield the id that something had, or what it says if it is no more or new."""
    if one.what == "renamed" and change.before:
        yield from (plain(" ← "), code(clip(change.before.id, 120)))
    if one.what in {"gone", "exception"} and change.now.text:
        yield plain(f" — {clip(change.now.text, FIRST_LONGEST)}")


def _finding(finding: Finding) -> Line:
    place = f"{finding.span.path}:{finding.span.line}"
    return code(finding.code), plain(f" {finding.name}, "), code(place), plain(f": {clip(finding.message, 400)}")


def measured(course: CourseReview, say: Words) -> Iterator[tuple[Line, ...]]:
    """Yield the rows of a table of how much a course was and is, its head first."""
    yield (plain(""),), (plain(say("before")),), (plain(say("after")),)
    whole = course.measures[0]
    sides = (whole.before, whole.after)
    yield _measure(say("measure.words"), [say.grouped(side.words) if side else NONE for side in sides])
    yield _measure(say("measure.minutes"), [_minutes(side, say) for side in sides])
    yield _measure(say("measure.questions"), [say.grouped(side.questions) if side else NONE for side in sides])
    sizes = course.sizes
    if sizes.why:
        yield _measure(say("measure.size"), [say(f"size.{sizes.why}"), NONE if sizes.after is None else _kilobytes(sizes.after)])
    else:
        yield _measure(say("measure.size"), [_kilobytes(sizes.before), _kilobytes(sizes.after)])


def _measure(name: str, sides: Sequence[str]) -> tuple[Line, ...]:
    return (plain(name),), *((plain(side),) for side in sides)


def _minutes(measure: Measure | None, say: Words) -> str:
    return say("minutes", quick=round(measure.quick), careful=round(measure.careful)) if measure else NONE


def _kilobytes(size: int | None) -> str:
    return NONE if size is None else f"{size / 1000:,.1f} kB"


def _vetting(vetting: Vetting, say: Words) -> Iterator[Row]:
    if vetting.why:
        yield Row(0, (plain(say(f"vetting.{vetting.why}", line=vetting.line)),))
        return
    open_ = [subject for subject in vetting.subjects if subject.is_lost or not subject.after]
    if not open_:
        yield Row(0, (plain(say("vetting.all-hold")),))
    for subject in sorted(open_, key=lambda each: not each.is_lost):
        again = ", ".join(say("vetting.asked", person=asked.person, role=asked.role) for asked in subject.again)
        told = say("vetting.lost", again=again) if again else say("vetting.lost-nobody" if subject.is_lost else "vetting.open")
        yield Row(0, (code(subject.subject), plain(" "), strong(clip(subject.title, 120)), plain(f": {told}")))
        for reason in subject.reasons[:3]:
            yield Row(1, (plain(clip(reason, 300)),))


def _findings(course: CourseReview, say: Words) -> Section:
    found = course.findings
    told = say("found", new=say.grouped(len(found.new)), mended=say.grouped(len(found.mended)), kept=say.grouped(found.kept))
    severity = severities(say.tag)
    listed = [
        Row(0, (strong(say(word)), plain(f" ({severity(finding.severity.name)}) "), *_finding(finding)))
        for word, findings in (("new", found.new), ("mended", found.mended))
        for finding in findings
    ]
    heading = (plain(f"{say('findings')}: {told}"),)
    return Section(FACTS, "findings", heading, 4, tuple(listed), folded=True, number=len(listed))


def _outline(modules: Iterable[ModuleChanges]) -> Iterator[Change]:
    """Yield modules that were added, removed, moved or renamed; what else is other about them stands with the module."""
    for module in modules:
        itself = module.itself
        if itself.how in {"added", "removed"} or itself.moved or itself.is_renamed:
            yield Change(kind="module", before=itself.before, after=itself.after, moved=itself.moved)


def _coverage(course: CourseReview, say: Words) -> Iterator[Section]:
    changed = [one for one in course.coverage if one.is_changed]
    if not changed:
        return
    table: list[tuple[Line, ...]] = [tuple((plain(say(key)),) for key in ("coverage.aim", "coverage.level", "before", "after"))]
    for one in changed:
        served = [
            say("coverage.served", taught=len(side.taught), assessed=len(side.assessed)) if side.taught or side.assessed else NONE
            for side in (one.before, one.after)
        ]
        name = clip(" > ".join(one.aim[:3]), 200)
        table.append(((plain(name),), (plain(clip(one.aim.level, 40) or NONE),), *((plain(side),) for side in served)))
    heading = (plain(say("coverage")),)
    yield Section(ABOUT, "coverage", heading, 4, table=tuple(table), folded=len(table) > A_SECTION, number=len(changed))


def of_module(module: ModuleChanges, say: Words, longest: int) -> Iterator[Section]:
    """Yield what changed in a module."""
    itself = module.itself
    place = itself.now.span.path if itself.now.span else ""
    heading: Line = (plain(f"{say('module', title=clip(itself.now.text, 160))} · "), code(place))
    about = [Row(0, line(value, say, "module")) for value in itself.values if itself.how not in {"added", "removed"}]
    inner = [*module.objectives, *module.competencies]
    for change in inner:
        about += rows(change, say, longest=longest)
    is_plain = itself.how == "moved" or is_nothing(itself)
    head_row = () if is_plain else (Row(0, head(itself, say)),) if itself.how in {"added", "removed"} else ()
    if not (head_row or about or module.questions or module.figures or module.links or module.blocks):
        return  # the outline tells all there is
    rank = ABOUT if about or head_row else ASKED if module.questions or module.figures or module.links else TEXT
    yield Section(rank, "about", heading, 4, (*head_row, *about), number=len(inner) + len(itself.values))
    yield from _list(ASKED, "questions", module.questions, say, longest, level=5)
    yield from _list(ASKED, "media", [*module.figures, *module.links], say, longest, level=5)
    yield from _list(TEXT, "text", module.blocks, say, longest, level=5, folded=True)


def _list(  # noqa: PLR0913 - the last two are named, and have a default
    rank: int, name: str, changes: Iterable[Change], say: Words, longest: int, *, level: int = 4, folded: bool = False
) -> Iterator[Section]:
    changes = list(changes)
    if not changes:
        return
    told = [row for change in changes for row in rows(change, say, longest=longest)]
    heading = (plain(f"{say(name)} ({say.grouped(len(changes))})"),)
    is_long = folded or len(told) > 4 * A_SECTION
    yield Section(rank, name, heading, level, tuple(told), folded=is_long, number=len(changes))
