"""Bring the player into each of its states: what the pictures show and the tests look at."""

from collections.abc import Callable
from pathlib import Path

from player_bundles import COURSES, unpack
from playwright.sync_api import Page

HINDI = Path(__file__).parents[3] / "courses" / "rti-answering-hi"
Scene = Callable[[Page, str], None]


def go(page: Page, base: str, route: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{base}/index.html#/{route}")
    page.wait_for_selector(".bar-tools")
    page.wait_for_timeout(150)


def form(question: str) -> str:
    return f'form[data-question="{question}"]'


def check(page: Page, question: str) -> None:
    page.click(f"{form(question)} .actions [type=submit]")
    page.locator(form(question)).scroll_into_view_if_needed()


def choose(page: Page, question: str, *codes: str) -> None:
    for code in codes:
        page.check(f'{form(question)} [value="{code}"]')


def _cover(page: Page, base: str) -> None:
    go(page, f"{base}/en")


def _text(page: Page, base: str) -> None:
    go(page, f"{base}/en", "text")


def _term(page: Page, base: str) -> None:
    go(page, f"{base}/en", "text")
    page.click("a.term >> nth=0")


def _directives(page: Page, base: str) -> None:
    go(page, f"{base}/en", "directives")


def _choices(page: Page, base: str) -> None:
    go(page, f"{base}/en", "choices")


def _choices_wrong(page: Page, base: str) -> None:
    go(page, f"{base}/en", "choices")
    page.click(f"{form('single')} .actions button[type=button]")
    choose(page, "single", "a")
    check(page, "single")
    choose(page, "multiple", "a", "c")
    check(page, "multiple")
    choose(page, "boolean", "t")
    check(page, "boolean")
    choose(page, "sure", "b")
    check(page, "sure")


def _choices_right(page: Page, base: str) -> None:
    go(page, f"{base}/en", "choices")
    choose(page, "single", "b")
    check(page, "single")
    choose(page, "multiple", "a", "b")
    check(page, "multiple")
    choose(page, "boolean", "f")
    check(page, "boolean")


def _arranging(page: Page, base: str) -> None:
    go(page, f"{base}/en", "arranging")


def _arranging_wrong(page: Page, base: str) -> None:
    go(page, f"{base}/en", "arranging")
    for pair, label in (("1", "48 hours"), ("2", "48 hours")):
        page.select_option(f'{form("matching")} [data-left="{pair}"] select', label=label)
    check(page, "matching")
    page.click(f"{form('ordering')} .down >> nth=0")
    check(page, "ordering")


def _arranging_shown(page: Page, base: str) -> None:
    _arranging_wrong(page, base)
    for question in ("matching", "ordering"):
        page.click(f"{form(question)} .after button >> nth=1")


def _typing(page: Page, base: str) -> None:
    go(page, f"{base}/en", "typing")


def _typing_wrong(page: Page, base: str) -> None:
    go(page, f"{base}/en", "typing")
    page.fill('[name="fill.1"]', "senior")
    page.fill('[name="fill.2"]', "clerk")
    check(page, "fill")
    page.click(f"{form('fill')} .after button >> nth=1")
    page.fill('[name="number.1"]', "३० दिन")
    check(page, "number")


def _typing_right(page: Page, base: str) -> None:
    go(page, f"{base}/en", "typing")
    page.fill('[name="fill.1"]', "Superior")
    page.fill('[name="fill.2"]', "pio")
    check(page, "fill")
    page.fill('[name="number.1"]', "5 days")
    check(page, "number")


def _exhausted(page: Page, base: str) -> None:
    go(page, f"{base}/en", "limited")
    for code in ("b", "c"):
        choose(page, "two-tries", code)
        check(page, "two-tries")
        if code == "b":
            page.click(".after button >> nth=0")


def _exhausted_shown(page: Page, base: str) -> None:
    _exhausted(page, base)
    page.click(".after button >> nth=1")


def _intro(page: Page, base: str) -> None:
    go(page, f"{base}/en", "timed-test")


def _start(page: Page, base: str, test: str = "final-test") -> None:
    go(page, f"{base}/en", test)
    page.click(".test-start .button")
    page.wait_for_selector(".test-question")


def _test_question(page: Page, base: str) -> None:
    _start(page, base, "timed-test")
    page.click(".timer .button")


def _answer(page: Page, *, right: bool) -> None:
    """Answer the paper of five, the first question always right, and submit."""
    for number in range(1, 6):
        page.wait_for_selector(f".test-question h2:has-text('Question {number} of')")
        question = page.get_attribute("form.question", "data-question") or ""
        kind = question[-1]
        if kind == "1":
            choose(page, question, "a")
        elif kind == "2":
            choose(page, question, *("ab" if right else "c"))
        elif kind == "3":
            for pair, label in (("1", "30 days"), ("2", "48 hours" if right else "90 days")):
                page.select_option(f'[data-left="{pair}"] select', label=label)
        elif kind == "4":
            wanted = ["Stamp the date", "Look for the record", "Send the reply"]
            _put_in_order(page, wanted if right else wanted[::-1])
        elif right:
            page.fill(f'[name="{question}.1"]', "5 days")
        page.click(".actions.step [type=submit]")
    page.wait_for_selector(".test-overview")


def _put_in_order(page: Page, wanted: list[str]) -> None:
    """Move the items until they stand as wanted, whatever order the draw gave them."""
    while (words := page.locator(".item-text").all_inner_texts()) != wanted:
        wrong = next(text for at, text in enumerate(wanted) if words[at] != text)
        page.click(f".item >> nth={words.index(wrong)} >> .up")


def _test_returned(page: Page, base: str) -> None:
    """Come back to a typed answer whose words went with the tab."""
    _start(page, base)
    _answer(page, right=True)
    page.evaluate(
        "Object.keys(sessionStorage).filter((key) => key.endsWith(':final-5')).forEach((key) => sessionStorage.removeItem(key))"
    )
    page.reload()
    page.wait_for_selector(".test-overview")
    for number in range(1, 6):
        page.evaluate("number => { location.hash = `#/final-test/q-${number}` }", number)
        page.wait_for_selector(f".test-question h2:has-text('Question {number} of')")
        if page.get_attribute("form.question", "data-type") == "numeric":
            break


def _overview(page: Page, base: str) -> None:
    _start(page, base)
    _answer(page, right=False)


def _passed(page: Page, base: str) -> None:
    _start(page, base)
    _answer(page, right=True)
    page.click(".test-overview .primary")


def _failed(page: Page, base: str) -> None:
    _overview(page, base)
    page.click(".test-overview .primary")


def _menu(page: Page, base: str) -> None:
    go(page, f"{base}/en", "directives")
    if page.is_visible(".bar-menu"):
        page.click(".bar-menu")


def _settings(page: Page, base: str) -> None:
    go(page, f"{base}/en", "text")
    page.click("[aria-controls=settings]")


def _trouble(page: Page, base: str) -> None:
    go(page, f"{base}/en", "text")
    page.evaluate(
        """() => { const bar = document.querySelector('.trouble'), icon = document.querySelector('.exit .icon').cloneNode(true);
        const words = self.karmakit.strings, strong = document.createElement('strong'), span = document.createElement('span'),
        button = document.createElement('button'); strong.textContent = words['trouble-not-saved'];
        span.append(strong, ' ' + words['trouble-not-saved-do']); button.className = 'button quiet small';
        button.textContent = words['save-now']; bar.append(icon, span, button); }"""
    )


def _exit(page: Page, base: str) -> None:
    go(page, f"{base}/en", "text")
    page.click(".exit")


def _large(page: Page, base: str) -> None:
    _choices_wrong(page, base)
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")


def _large_test(page: Page, base: str) -> None:
    _failed(page, base)
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")


def _urdu_cover(page: Page, base: str) -> None:
    go(page, f"{base}/urdu")


def _urdu_text(page: Page, base: str) -> None:
    go(page, f"{base}/urdu", "time-limit")


def _urdu_questions(page: Page, base: str) -> None:
    go(page, f"{base}/urdu", "time-limit")
    page.click(".pager-next")
    page.wait_for_selector(form("choice"))
    choose(page, "choice", "a")
    check(page, "choice")
    for pair in ("1", "2"):
        page.select_option(f'{form("match")} [data-left="{pair}"] select', index=1)
    check(page, "match")
    page.fill('[name="days.1"]', "۵ دن")  # noqa: RUF001 - an Urdu digit is what is tried
    check(page, "days")


def _urdu_locked(page: Page, base: str) -> None:
    go(page, f"{base}/urdu", "final-test")


def _hindi_cover(page: Page, base: str) -> None:
    go(page, f"{base}/hindi")


def _hindi_text(page: Page, base: str) -> None:
    go(page, f"{base}/hindi", "thirty-days")


def _hindi_questions(page: Page, base: str) -> None:
    go(page, f"{base}/hindi", "counting-the-days")
    for question in page.locator("form.question").all():
        if question.locator("input[type=radio]").count():
            question.locator("input[type=radio]").first.check()
            question.locator("[type=submit]").click()


def _hindi_intro(page: Page, base: str) -> None:
    go(page, f"{base}/hindi", "final-test")


def _hindi_failed(page: Page, base: str) -> None:
    _hindi_intro(page, base)
    page.click(".test-start .button")
    page.click(".to-overview")
    page.click(".test-overview .primary")


def lay_out(folder: Path) -> None:
    """Write the courses of all scenes into a folder."""
    unpack(COURSES / "every-part", folder / "en")
    unpack(COURSES / "urdu", folder / "urdu")
    unpack(HINDI, folder / "hindi", (('"requires":["clock-check"]', '"requires":[]'),))


SCENES: dict[str, Scene] = {
    name.strip("_").replace("_", "-"): scene
    for name, scene in list(globals().items())
    if name.startswith("_")
    and name not in {"_start", "_answer", "_put_in_order"}
    and callable(scene)
    and getattr(scene, "__module__", "") == __name__
}
