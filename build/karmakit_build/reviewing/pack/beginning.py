"""The first view: what is asked, who is asked, what needs eyes first, and how each part stands."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.reviewing.pack.controls import part
from karmakit_build.reviewing.pack.telling import Telling, view_name
from karmakit_build.reviewing.pack.told import plain_list, table
from karmakit_validators.review.formats.pieces import Line, plain
from karmakit_validators.review.formats.telling import measured


def beginning(telling: Telling) -> str:
    """Return the view as HTML."""
    say, review = telling.say, telling.packed.review
    unread = ", ".join(review.changes.unread)
    parts = (
        tag("p", escape(say("start.lead")), class_="lead") + tag("p", escape(say("start.offline"))) if telling.can_decide else "",
        tag("p", escape(say("unread", files=unread)), class_="note") if unread else "",
        _who(telling) if telling.can_decide else tag("p", escape(_no_policy(telling)), class_="note"),
        part(say("first"), _first(telling), "eyes"),
        part(say("state"), table(_states(telling), say("state"))) if telling.can_decide else "",
        part(say("size"), table(tuple(measured(review, telling.review)), say("size"))),
    )
    return "".join(parts)


def _no_policy(telling: Telling) -> str:
    """Return why nothing can be decided: there is no policy, or it cannot be relied on."""
    reason = telling.packed.asking.broken
    return telling.say("start.broken-policy", line=reason) if reason else telling.say("start.no-policy")


def _who(telling: Telling) -> str:
    say = telling.say
    persons = "".join(
        tag("option", escape(f"{person.title}, {person.institution}"), value=person.id) for person in telling.packed.asking.persons
    )
    choose = f'<option value="">{escape(say("start.choose"))}</option>'
    fields = (
        f'<div><label for="person">{escape(say("start.person"))}</label>'
        f'<select id="person" autocomplete="off" aria-describedby="who-hint">{choose}{persons}</select></div>'
        f'<div><label for="role">{escape(say("start.role"))}</label>'
        f'<select id="role" autocomplete="off" disabled>{choose}</select></div>'
    )
    hint = tag("p", escape(say("start.who-hint")), class_="hint", id="who-hint")
    return part(say("start.who"), f'<div class="pair">{fields}</div>{hint}', "who")


def _first(telling: Telling) -> str:
    found = ((subject, list(telling.first(subject))) for subject in telling.packed.asking.subjects)
    items = [
        f'<li><a href="#{view_name(subject)}">{escape(telling.title(subject))}</a>{plain_list(ones, "rows")}</li>'
        for subject, ones in found
        if ones
    ]
    if not items:
        return tag("p", escape(telling.say("first.none")), class_="none")
    return f'<ul class="first">{"".join(items)}</ul>'


def _states(telling: Telling) -> tuple[tuple[Line, ...], ...]:
    say = telling.say
    head: tuple[Line, ...] = tuple((plain(say(key)),) for key in ("state.part", "state.now", "state.waits"))
    body: list[tuple[Line, ...]] = [
        (
            (plain(telling.title(subject)),),
            (plain(say(f"state.{telling.state(subject)}")),),
            (plain(", ".join(map(telling.role, subject.waits_for)) or say("state.nobody")),),
        )
        for subject in telling.packed.asking.subjects
    ]
    return (head, *body)
