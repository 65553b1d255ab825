"""The feedback of an item in QTI 1.2: what is shown to which answer, and what to all."""

from collections.abc import Callable
from dataclasses import replace

from karmakit_build.importing.draft import DraftQuestion
from karmakit_build.importing.readers.qti.version_1.material import html_of
from karmakit_build.importing.readers.qti.version_1.scoring import Condition
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.xml import below, inside
from karmakit_build.xml import Element

ALWAYS, RIGHT, WRONG = frozenset({"general_fb"}), frozenset({"correct_fb"}), frozenset({"general_incorrect_fb", "incorrect_fb"})


class Feedback:
    """Hands out the feedback of one item, and tells what nobody asked for."""

    def __init__(self, item: Element, conditions: tuple[Condition, ...], scribe: Scribe) -> None:
        """Take the item with its conditions, and who writes for it."""
        self._texts = {each.get("ident", ""): each for each in below(item, "itemfeedback")}
        self._conditions = conditions
        self._scribe = scribe
        self._given: set[str] = set()

    def of_value(self, value: str) -> str:
        """Return what is said to who chose a value of a list."""
        return self._said_to(lambda each: [test.value for test in each.tests] == [value] and not each.tests[0].negated)

    def of_response(self, response: str) -> str:
        """Return what is said of a side to match, rightly or wrongly."""
        return self._said_to(lambda each: [test.response for test in each.tests] == [response])

    def whole(self, question: DraftQuestion) -> DraftQuestion:
        """Return a question with what is said to the whole of it, and tell what is left."""
        right = [*RIGHT, *(name for each in self._conditions if each.right for name in each.shows)]
        plain = [name for each in self._conditions if each.otherwise for name in each.shows]
        always = [*ALWAYS, *(name for name in plain if self._index(name) == 0)]
        hints = tuple(filter(None, map(self._hint, self._texts)))
        told = replace(
            question,
            hints=hints,
            right=self._joined(right),
            feedback=self._joined(always),
            wrong=self._joined([*WRONG, *plain]),
        )
        left = [text for name in self._texts if name not in self._given and (text := self._written(name, self._scribe.line))]
        if left:
            said = "; ".join(f'"{text[:40]}"' for text in left)
            self._scribe.lose(f"what is said to single answers: {said[:120]}", "Say it in `> [!FEEDBACK]`")
        if question.kind == "reflection" and (told.hints or told.right or told.wrong or told.feedback):
            self._scribe.lose("hints and feedback of an open question: a reflection has none", "Say them in the text")
        return told

    def _index(self, name: str) -> int:
        return next((number for number, each in enumerate(self._conditions) if name in each.shows), -1)

    def _said_to(self, holds: Callable[[Condition], bool]) -> str:
        """Return what the conditions show that speak of one answer alone, but not what is said to the whole question."""
        names = [name for each in self._conditions if holds(each) for name in each.shows if name not in ALWAYS | RIGHT | WRONG]
        return self._joined(names, self._scribe.line)

    def _joined(self, names: list[str], write: Callable[[str], str] | None = None) -> str:
        texts = []
        for name in dict.fromkeys(names):
            if name in self._texts and name not in self._given:
                self._given.add(name)
                texts.append(self._written(name, write))
        return (" " if write else "\n\n").join(filter(None, texts))

    def _hint(self, name: str) -> str:
        hint = next(inside(self._texts[name], "hint"), None)
        if hint is None:
            return ""
        self._given.add(name)
        return self._scribe.block(html_of(hint, self._scribe))

    def _written(self, name: str, write: Callable[[str], str] | None = None) -> str:
        element = self._texts[name]
        source = html_of(element, self._scribe)
        for solution in inside(element, "solution"):
            source += html_of(solution, self._scribe)
        return (write or self._scribe.block)(source)
