"""The view of one subject: what needs eyes first, its page, what changed, what the rules found, how it stands, and the decision."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.reviewing.pack.asking import Passed, Subject
from karmakit_build.reviewing.pack.controls import part, radios
from karmakit_build.reviewing.pack.deciding import decision, remarks
from karmakit_build.reviewing.pack.findings import findings
from karmakit_build.reviewing.pack.places import places
from karmakit_build.reviewing.pack.telling import Telling
from karmakit_build.reviewing.pack.told import plain_list, rows, table, told
from karmakit_schemas.vetting import COURSE
from karmakit_validators.review.formats.pieces import Line, Row, plain
from karmakit_validators.review.formats.telling import about, beside, of_module

LONGEST = 1_000_000
"""Characters of one stretch of text: who looks at the change alone must see all of it."""
NOTHING = "–"  # noqa: RUF001 - a dash for nothing


def subject_view(telling: Telling, subject: Subject) -> str:
    """Return the view as HTML."""
    say, packed, name = telling.say, telling.packed, subject.name
    first = list(telling.first(subject))
    new = findings(packed.findings.get(name, ()), packed.part, say)
    parts = [
        _jumps(telling, subject),
        part(say("first"), plain_list(first, "rows"), "eyes") if first else "",
        _page(telling, subject),
        part(say("change"), _changed(telling, subject), place=f"change-{name}"),
        part(say("findings"), new + (_kept(telling) if name == COURSE else ""), place=f"findings-{name}"),
        part(say("coverage"), _coverage(telling)) if name == COURSE else "",
    ]
    if telling.can_decide:
        pinned = places(packed.course, packed.module(name))
        parts += [_status(telling, subject), remarks(subject, pinned, say), decision(subject, telling.title(subject), say)]
    return "".join(parts)


def _jumps(telling: Telling, subject: Subject) -> str:
    """Return the ways past the page, which may be long."""
    names = ("change", "findings", *(("remarks", "decide") if telling.can_decide else ()))
    links = "".join(f'<li><a href="#{name}-{escape(subject.name)}">{escape(telling.say(name))}</a></li>' for name in names)
    return f'<ul class="jumps">{links}</ul>\n'


def _page(telling: Telling, subject: Subject) -> str:
    """Return the place of the page as learners see it; the script sets it in."""
    say = telling.say
    widths = radios(f"width {subject.name}", [(name, say(f"page.{name}")) for name in ("phone", "wide")], "phone", "data-width")
    legend = tag("legend", escape(say("page.width")))
    stage = tag("div", "", class_="stage", data_frame=subject.name, data_title=say("page.title", title=telling.title(subject)))
    hint = tag("p", escape(say("page.key-hint")), class_="hint")
    return part(say("page"), f'{hint}<fieldset class="widths">{legend}{widths}</fieldset>{stage}', "page")


def _changed(telling: Telling, subject: Subject) -> str:
    """Return what changed in a subject; where something is only written otherwise, how often."""
    say, packed = telling.say, telling.packed
    if packed.review.changes.is_new:
        return tag("p", escape(say("change.new-course")))
    changes = packed.changes(subject.name)
    if changes and packed.is_new(subject.name):
        return tag("p", escape(say("change.new")))
    content = _course_changed(telling) if subject.name == COURSE else ""
    if changes and not changes.is_empty:
        content = told(of_module(changes, telling.review, LONGEST))
    if forms := packed.forms(subject.name):
        content += tag("p", escape(telling.review.number("forms", forms)))
    return content or tag("p", escape(say("change.none")), class_="none")


def _course_changed(telling: Telling) -> str:
    review, words = telling.packed.review, telling.review
    own = told([*about(review, words, LONGEST), *beside(review, words, LONGEST)])
    gone = told((section for module in telling.packed.removed for section in of_module(module, words, LONGEST)), 5)
    return own + (tag("h4", escape(telling.say("change.removed"))) + gone if gone else "")


def _kept(telling: Telling) -> str:
    kept = telling.packed.review.findings.kept
    return tag("p", escape(telling.say.number("findings.kept", kept)), class_="hint") if kept else ""


def _coverage(telling: Telling) -> str:
    say, packed = telling.say, telling.packed
    found = [one for one in packed.review.coverage if one.after.taught or one.after.assessed]
    if not found:
        return tag("p", escape(say("coverage.none")), class_="none")
    titles = {module.id: module.meta.title for module in packed.course.modules}
    keys = ("coverage.aim", "coverage.level", "coverage.taught", "coverage.asked")
    head: tuple[Line, ...] = tuple((plain(say(key)),) for key in keys)
    body: list[tuple[Line, ...]] = [
        (
            (plain(" > ".join(one.aim[:3])),),
            (plain(one.aim.level or NOTHING),),
            (plain("; ".join(titles.get(name, name) for name in one.after.taught) or NOTHING),),
            (plain(say.grouped(len(one.after.assessed))),),
        )
        for one in found
    ]
    return table((head, *body), say("coverage"))


def _status(telling: Telling, subject: Subject) -> str:
    say = telling.say
    lines = [say(f"status.{telling.state(subject)}")]
    if subject.roles:
        lines.append(say("status.roles", roles=", ".join(map(telling.role, subject.roles))))
    if subject.passed:
        lines.append(say("status.passed", persons=", ".join(_who(telling, one) for one in subject.passed)))
    content = "".join(tag("p", escape(one)) for one in lines)
    if subject.reasons:
        reasons = rows([Row(0, (plain(reason),)) for reason in subject.reasons])
        content += f"<details><summary>{escape(say('status.why'))}</summary>{reasons}</details>"
    return part(say("status"), content)


def _who(telling: Telling, one: Passed) -> str:
    title = next((person.title for person in telling.packed.asking.persons if person.id == one.person), one.person)
    return telling.say("status.who", person=title, role=telling.role(one.role))
