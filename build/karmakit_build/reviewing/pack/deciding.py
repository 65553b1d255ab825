"""The controls of one subject: remarks on its places, and the decision."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.reviewing.pack.asking import Remark, Subject
from karmakit_build.reviewing.pack.controls import area, check, part, radios
from karmakit_build.reviewing.pack.places import Place
from karmakit_build.reviewing.pack.words import role
from karmakit_validators.report.page.inline import signs
from karmakit_validators.report.words import Words

LONGEST = 4000
"""Characters of one remark or reason: all of a decision has to find room in its record."""


def remarks(subject: Subject, places: tuple[Place, ...], say: Words) -> str:
    """Return the remarks that are open, those that are made here, and the controls to pin another one."""
    name = subject.name
    open_ = "".join(_open(remark, number, subject, say) for number, remark in enumerate(subject.remarks))
    earlier = f'<h4>{escape(say("remarks.open"))}</h4><ul class="open-remarks">{open_}</ul>' if open_ else ""
    options = "".join(tag("option", escape(_place(place, say)), value=place.id) for place in places)
    blocking = check(say("remarks.blocking"), {"id": f"blocking-{name}", "data-blocking": True}, say("remarks.blocking-hint"))
    controls = (
        f"<legend>{escape(say('remarks.new'))}</legend>"
        f'<label for="at-{name}">{escape(say("remarks.at"))}</label>'
        f'<select id="at-{name}" data-at autocomplete="off">{options}</select>'
        f"{area(f'remark-{name}', say('remarks.text'), {'rows': 3, 'maxlength': LONGEST, 'data-text': True})}{blocking}"
        f'<button type="button" data-add>{escape(say("remarks.add"))}</button><p class="said" role="status" data-said></p>'
    )
    content = f'{earlier}<ul class="own-remarks" data-remarks></ul><fieldset>{controls}</fieldset>'
    return part(say("remarks"), content, "remarks", f"remarks-{name}")


def decision(subject: Subject, title: str, say: Words) -> str:
    """Return the decision on a subject."""
    name = subject.name
    choices = (("approve", "decide.approve"), ("request-changes", "decide.request-changes"), ("", "decide.not-yet"))
    buttons = radios(f"verdict {name}", [(value, say(key)) for value, key in choices])
    given: dict[str, str | int | bool | None] = {"rows": 3, "maxlength": LONGEST, "data-reason": True}
    since = check(say("decide.since"), {"id": f"since-{name}"}, say("decide.since-hint")) if subject.since else ""
    content = (
        f'<p class="asked" data-asked></p><fieldset><legend>{escape(say("decide.on", title=title))}</legend>'
        f'<div class="choices">{buttons}</div></fieldset>'
        f"{area(f'reason-{name}', say('decide.reason'), given, say('decide.reason-hint'))}"
        f"{f'<div data-since hidden>{since}</div>' if since else ''}"
        f'<p class="said" role="status" data-warning></p>'
    )
    return part(say("decide"), content, "decide", f"decide-{name}")


def _place(place: Place, say: Words) -> str:
    kind = say(f"place.{place.kind}")
    return f"{kind} ({place.id}): {place.text}" if place.text else f"{kind} ({place.id})"


def _open(remark: Remark, number: int, subject: Subject, say: Words) -> str:
    comment = remark.comment
    who = tag("p", escape(say("remarks.by", person=remark.person, role=role(remark.role, say))), class_="by")
    box = check(
        say("remarks.resolved"),
        {"id": f"resolves-{subject.name}-{number}", "data-resolves": comment.id, "data-place": comment.at},
    )
    return f"<li><p><code>{signs(comment.at)}</code> {signs(comment.text)}</p>{who}{box}</li>"
