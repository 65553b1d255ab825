"""Take a course with the keyboard alone, as a learner who has no mouse does."""

from typing import Any

PATIENCE = 120
"""So many stops of the Tab key are more than any page has."""


class Learner:
    """The hands of a learner on the keyboard of one launch."""

    def __init__(self, launch: Any) -> None:
        self.launch = launch
        self.keyboard = launch.page.keyboard
        self.frame = launch.frame

    def focused(self, selector: str) -> bool:
        return self.frame.evaluate("(selector) => Boolean(document.activeElement?.matches(selector))", selector)

    def tab_to(self, selector: str) -> None:
        """Press Tab until an element that `selector` names has the focus."""
        self.frame.wait_for_selector(selector, state="attached")
        for _ in range(PATIENCE):
            if self.focused(selector):
                return
            self.keyboard.press("Tab")
        msg = f"no way by Tab to {selector}"
        raise AssertionError(msg)

    def press(self, selector: str, key: str = "Enter") -> None:
        self.tab_to(selector)
        self.keyboard.press(key)

    def at(self, module: str) -> None:
        """Wait until the page of `module` lives."""
        self.frame.wait_for_function(
            "(module) => document.documentElement.dataset.module === module && document.querySelector('main h1')", arg=module
        )

    def fill(self, form: str, kind: str, answer: Any) -> None:
        """Give an answer: codes of choices, `{left: right}`, codes in order, or a text."""
        getattr(self, f"_{kind.replace('-', '_')}")(form, answer)

    def _single(self, form: str, code: str) -> None:
        self.tab_to(f"{form} input[type=radio]")
        wanted = f"{form} input[value={code}]"
        for _ in range(10):
            if self.focused(wanted):
                break
            self.keyboard.press("ArrowDown")
        self.keyboard.press("Space")
        assert self.frame.is_checked(wanted)

    _true_false = _scale = _single

    def _multiple(self, form: str, codes: str) -> None:
        for box in self.frame.eval_on_selector_all(f"{form} input[type=checkbox]", "(boxes) => boxes.map((box) => box.value)"):
            selector = f"{form} input[value={box}]"
            if self.frame.is_checked(selector) != (box in codes):
                self.press(selector, "Space")

    def _matching(self, form: str, pairs: dict[str, str]) -> None:
        for left, right in pairs.items():
            selector = f"{form} .pair[data-left='{left}'] select"
            self.tab_to(selector)
            self.keyboard.press("Home")
            for _ in range(10):
                if self.frame.input_value(selector) == right:
                    break
                self.keyboard.press("ArrowDown")
            assert self.frame.input_value(selector) == right

    def _ordering(self, form: str, codes: str) -> None:
        for place, code in enumerate(codes):
            for _ in range(10):
                if self.order(form)[place] == code:
                    break
                self.press(f"{form} .item[data-code={code}] .up")
        assert self.order(form) == codes

    def order(self, form: str) -> str:
        return "".join(self.frame.eval_on_selector_all(f"{form} .item", "(items) => items.map((item) => item.dataset.code)"))

    def _fill_in(self, form: str, text: str) -> None:
        self.tab_to(f"{form} .blank input")
        self.keyboard.press("Control+A")
        self.keyboard.type(text)

    _numeric = _fill_in

    def check(self, form: str) -> str:
        """Press *Check answer* and return the outcome that the page shows."""
        self.press(f"{form} .actions button[type=submit]")
        self.frame.wait_for_selector(f"{form}[data-outcome]")
        return self.frame.get_attribute(form, "data-outcome")

    def try_again(self, form: str) -> None:
        self.press(f"{form} .after button:first-child")
        self.frame.wait_for_selector(f"{form}:not([data-outcome])")

    def sit(self, answers: dict[str, tuple[str, Any]]) -> list[str]:
        """Take the open test from its first question to its result; return the questions it asked."""
        asked: list[str] = []
        while True:
            form = self.frame.wait_for_selector(".test-question form.question, .test-overview")
            name = form.get_attribute("data-question")
            if name is None:
                break
            asked.append(name)
            self.fill(f"#q-{name}", *answers[name])
            self.press(f"#q-{name} .step button[type=submit]")
            self.frame.wait_for_function(
                "(name) => document.querySelector('.test-question form.question')?.dataset.question !== name", arg=name
            )
        self.press(".test-overview .step button.primary")
        self.frame.wait_for_selector(".test-result")
        return asked
