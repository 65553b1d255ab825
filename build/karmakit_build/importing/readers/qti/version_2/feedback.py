"""The feedback of an item in QTI 2: in its choices, and after the answer, as its response processing shows it."""

from collections.abc import Iterator
from dataclasses import replace

from karmakit_build.importing.draft import DraftQuestion
from karmakit_build.importing.readers.qti.version_2.body import html_of
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.xml import below, inside, local, said
from karmakit_build.xml import Element

_RIGHT, _WRONG = "right", "wrong"
_BRANCHES = frozenset({"responseIf", "responseElseIf", "responseElse"})


class Feedback:
    """Hands out the feedback of one item, and tells what nobody asked for."""

    def __init__(self, item: Element, scribe: Scribe) -> None:
        """Take the item, and who writes for it."""
        self._item, self._scribe = item, scribe
        self._modal = {each.get("identifier", ""): each for each in inside(item, "modalFeedback")}
        self._given: set[str] = set()

    def of_choice(self, choice: Element) -> str:
        """Return what is said to who takes a choice: in the choice itself, or after it under the same identifier."""
        ident = choice.get("identifier", "")
        inner = [each for each in below(choice, "feedbackInline", "feedbackBlock") if each.get("identifier") == ident]
        parts = [self._scribe.line(html_of(each, self._scribe)) for each in inner]
        for each in below(choice, "feedbackInline", "feedbackBlock"):
            if each not in inner:
                self._scribe.lose("feedback in a choice that is shown to another answer", "Say it once")
        if ident in self._modal and ident not in self._given:
            self._given.add(ident)
            parts.append(self._scribe.line(html_of(self._modal[ident], self._scribe)))
        return " ".join(filter(None, parts))

    def whole(self, question: DraftQuestion, *, last: bool) -> DraftQuestion:
        """Return a question with what is said to the whole of it; with the last of an item, what is left is told."""
        if not last:
            return question
        spoken: dict[str, list[str]] = {_RIGHT: [], _WRONG: []}
        for ident, element in self._modal.items():
            if ident in self._given:
                continue
            when = {branch for each in self._shown(ident) if (branch := self._branch(each))}
            text = self._scribe.block(html_of(element, self._scribe))
            if len(when) == 1 and text and question.kind != "reflection":
                spoken[when.pop()].append(text)
            elif text:
                self._scribe.lose(f"the feedback `{ident}`, shown in a way of its own", "Say it in `> [!FEEDBACK]`")
        return replace(question, right="\n\n".join(spoken[_RIGHT]), wrong="\n\n".join(spoken[_WRONG]))

    def _shown(self, ident: str) -> Iterator[Element]:
        """Yield the values in the response processing that show a feedback."""
        for outcome in below(self._item, "setOutcomeValue"):
            for value in below(outcome, "baseValue"):
                if said(value).strip() == ident:
                    yield value

    def _branch(self, element: Element) -> str:
        """Return whether an element stands where the answer is right, or where it is not; an empty text where nothing says so."""
        branch = next((each for each in element.iterancestors() if local(each) in _BRANCHES), None)
        if branch is None:
            return ""
        if local(branch) == "responseElse":
            before = [each for each in inside(branch.getparent()) if local(each) in {"responseIf", "responseElseIf"}]
            return _WRONG if any(self._means(each) == _RIGHT for each in before) else ""
        return self._means(branch)

    def _means(self, branch: Element) -> str:
        """Return what the condition of a branch asks for: the right answer, or that it is not."""
        condition = next(inside(branch), None)
        if condition is None:
            return ""
        names = {local(each) for each in below(condition)} | {local(condition)}
        values = {said(each).strip().lower() for each in below(condition, "baseValue")}
        if "correct" in names:
            return _WRONG if "not" in names else _RIGHT
        if values == {"correct"}:
            return _RIGHT
        return _WRONG if values == {"incorrect"} else ""
