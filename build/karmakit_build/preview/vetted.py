"""How the vetting of a module, or of the course as a whole, stands."""

from collections.abc import Sequence

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.ways import Way
from karmakit_build.reviewing.pack.asking import Subject
from karmakit_build.reviewing.pack.words import role, words
from karmakit_validators.report.page.inline import sentence


def state(subject: Subject, way: Way) -> str:
    """Return how a subject stands, in words."""
    say, roles = way.say, words(way.places.lang)
    if subject.holds:
        return say("vetting.holds")
    waits = ", ".join(role(name, roles) for name in subject.waits_for)
    if subject.remarks:
        return say.number("vetting.remarks", len(subject.remarks))
    return say("vetting.waits", roles=waits) if waits else say("vetting.open")


def vetting(subject: Subject, way: Way) -> str:
    """Return how a subject stands as HTML: who passed it, and what stands in its way."""
    say, roles = way.say, words(way.places.lang)
    passed = [escape(say("vetting.who", person=one.person, role=role(one.role, roles))) for one in subject.passed]
    remarks = [escape(f"{one.person}: {one.comment.text}") for one in subject.remarks]
    reasons = [] if subject.holds or subject.waits_for else [sentence(reason) for reason in subject.reasons]
    standing = tag("p", escape(state(subject, way).capitalize()), class_=f"standing {'holds' if subject.holds else 'open'}")
    lists = (("vetting.passed", passed), ("vetting.obstacles", reasons), ("vetting.blocking", remarks))
    return standing + "".join(_list(say(key), items) for key, items in lists if items)


def _list(title: str, items: Sequence[str]) -> str:
    return f"{tag('p', escape(title))}<ul>{''.join(tag('li', item) for item in items)}</ul>"
