"""Take the small course: its steps, as the tests name them."""

from typing import Any

from keyboard import Learner

PRACTICE = ("choosing", "arranging")


class Taker(Learner):
    """A learner on a launch of the small course; `bundle` knows its answers."""

    def __init__(self, launch: Any, bundle: Any) -> None:
        super().__init__(launch)
        self.bundle = bundle

    def go(self, module: str) -> None:
        self.frame.evaluate("(id) => { location.hash = `#/${id}`; }", module)
        self.at(module)
        self.frame.wait_for_selector("main:not([aria-busy]) h1")

    def read(self, module: str) -> None:
        """Read a page without questions to its end."""
        self.go(module)
        self.next(module)

    def practise(self, module: str, *, right: bool = True) -> None:
        self.go(module)
        for name, (kind, answer) in self.bundle.answers(module, right=right).items():
            form = f"#q-{name}"
            self.fill(form, kind, answer)
            self.check(form)
        self.next(module)

    def next(self, module: str) -> None:
        self.frame.click(".pager-next")
        self.frame.wait_for_function("(id) => document.documentElement.dataset.module !== id", arg=module)

    def test(self, *, right: bool) -> list[str]:
        """Take the final test from its first question to its result."""
        self.go("final-test")
        self.press(".test-stage .test-start button.primary, .test-stage .test-result .actions button")
        return self.sit(self.bundle.answers("final-test", right=right))

    def all(self, *, right: bool = True) -> list[str]:
        """Take the whole course; return the questions of the test."""
        self.read("why-count")
        for module in PRACTICE:
            self.practise(module)
        return self.test(right=right)
