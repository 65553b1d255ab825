"""What all views of a pack share: the course that is told of, and the words in which it is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from karmakit_build.compiler.data import test_data
from karmakit_build.compiler.markup import escape
from karmakit_build.reviewing.pack.asking import Subject
from karmakit_build.reviewing.pack.packed import Packed
from karmakit_build.reviewing.pack.told import line
from karmakit_build.reviewing.pack.words import role, words
from karmakit_schemas.vetting import COURSE
from karmakit_validators.report.page.inline import signs
from karmakit_validators.report.words import Words
from karmakit_validators.review.formats.telling import first_line
from karmakit_validators.review.formats.words import words as review_words


@dataclass(frozen=True)
class Telling:
    """A course on its way into a pack, and the words of the pack and of reviews in the reader's language."""

    packed: Packed

    @cached_property
    def say(self) -> Words:
        """Return the words of the pack."""
        return words(self.packed.lang)

    @cached_property
    def review(self) -> Words:
        """Return the words of reviews."""
        return review_words(self.packed.lang)

    @property
    def can_decide(self) -> bool:
        """Say whether there is a policy, and so somebody who can decide."""
        return bool(self.packed.asking.persons)

    def title(self, subject: Subject) -> str:
        """Return the title of a subject."""
        return self.say("course") if subject.name == COURSE else subject.content.title

    def role(self, name: str) -> str:
        """Return a role as a reader reads it."""
        return role(name, self.say)

    def state(self, subject: Subject) -> str:
        """Return how a subject stands, as the end of a key of the words."""
        return "vetted" if subject.holds else "lost" if subject.is_lost else "open"

    def first(self, subject: Subject) -> Iterator[str]:
        """Yield as HTML what must be seen first: what changed of keys and marks; of what is new, its mark; and gates."""
        changed = self.packed.first.get(subject.name, ())
        yield from (line(first_line(one, self.review)) for one in changed)
        module = self.packed.module(subject.name)
        if module and self.packed.is_new(subject.name) and (test := test_data(module)):
            mark = escape(self.say("first.test-line", mark=f"{test['passMark']:g}"))
            yield f"<b>{escape(self.say('first.test'))}</b>: {mark}"
        told = {one.finding for one in changed}
        for finding in self.packed.findings.get(subject.name, ()):
            if finding.gate and finding not in told:
                yield f"<b>{escape(self.say('first.gate'))}</b>: <code>{escape(finding.code)}</code> {signs(finding.message)}"


def view_name(subject: Subject) -> str:
    """Return the name of a subject's view; it begins as no other does, whatever a module is called."""
    return f"part-{subject.name}"
