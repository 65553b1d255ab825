"""The page by itself: usable by keyboard alone, on a small screen, on paper and in both languages, and it asks nobody."""

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Opened = Callable[..., Any]


def ask(verifier: Any, given: Any) -> dict[str, Any]:
    told: dict[str, Any] = verifier.ask(given.bundle, given.signature, given.root, given.today)
    return told


def test_a_vetted_bundle_is_called_so_with_who_passed_what_and_that_it_is_a_demonstration(opened: Opened, vetted: Any) -> None:
    told = ask(opened(), vetted)
    assert told["state"] == "good", told
    assert {part["state"] for part in told["parts"].values()} == {"holds"}
    assert "Vetted, as a demonstration" in told["told"]
    assert "Demonstration roster" in told["told"]
    passed = [["asha", "subject-expert"], ["meena", "instructional-designer"]]
    assert [one["approvals"] for one in told["subjects"].values()] == [passed] * len(told["subjects"])


def test_one_changed_byte_in_a_page_is_told_with_the_reason_first(opened: Opened, vetted: Any) -> None:
    told = ask(opened(), replace(vetted, bundle=vetted.bundle[:5000] + bytes([vetted.bundle[5000] ^ 1]) + vetted.bundle[5001:]))
    assert told["state"] == "bad"
    assert told["told"].startswith("Not vetted")
    assert told["parts"]["integrity"]["codes"] == ["SEC014"]
    assert told["parts"]["quorum"]["state"] == "notAsked"


def test_a_missing_signature_and_another_root_key_are_told(opened: Opened, vetted: Any) -> None:
    verifier = opened()
    unsigned = verifier.ask(vetted.bundle, None, vetted.root, vetted.today)
    assert unsigned["parts"]["integrity"]["codes"] == ["PKG018"]
    assert unsigned["parts"]["quorum"]["state"] == "holds"
    other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "A" * 43
    foreign = verifier.ask(vetted.bundle, vetted.signature, other, vetted.today)
    assert foreign["parts"]["quorum"]["codes"] == ["PKG019"]
    assert foreign["subjects"]["_course"]["codes"] == ["VET013"]


def test_without_a_root_key_nothing_is_called_vetted(opened: Opened, vetted: Any) -> None:
    verifier = opened()
    for signature in (vetted.signature, None):
        told = verifier.ask(vetted.bundle, signature, None, vetted.today)
        assert told["state"] == "unknown"
        assert told["told"].startswith("Cannot be checked")
        assert told["parts"]["integrity"]["state"] == "holds"
        assert told["subjects"] == {}


def test_words_of_strangers_cannot_turn_round_what_stands_beside_them(opened: Opened, vetted: Any) -> None:
    verifier = opened()
    files = [{"name": "detteV\u202e.zip", "mimeType": "", "buffer": vetted.bundle}]
    verifier.page.set_input_files("#files", files)
    verifier.page.wait_for_selector("#answer[data-state=unknown]")
    assert "detteV\\u{202e}.zip" in verifier.page.locator("[data-slot=bundle]").inner_text()
    assert "\u202e" not in verifier.page.locator("body").inner_text()


def test_the_day_of_the_device_decides_whether_an_approval_is_too_old(opened: Opened, vetted: Any) -> None:
    told = ask(opened(), replace(vetted, today=vetted.today.replace(year=vetted.today.year + 3)))
    assert told["state"] == "bad"
    assert told["subjects"]["_course"]["codes"] == ["VET002", "VET005"]


def test_all_is_reached_and_done_by_keyboard(opened: Opened, vetted: Any, tmp_path: Path) -> None:
    (tmp_path / "course.zip").write_bytes(vetted.bundle)
    (tmp_path / "course.zip.sig").write_bytes(vetted.signature)
    page = opened().page
    page.clock.set_fixed_time(f"{vetted.today}T12:00:00")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "language"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "files"
    # the browser's own window for files, which Enter opens here, is the browser's to make usable
    page.set_input_files("#files", [tmp_path / "course.zip", tmp_path / "course.zip.sig"])
    page.wait_for_selector("#answer[data-state=unknown]")
    assert page.evaluate("document.activeElement.id") == "files"
    page.keyboard.press("Tab")
    page.keyboard.type(vetted.root)
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer[data-state=good]")
    page.locator("[data-slot=signature] button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer[data-state=bad]")
    assert page.evaluate("document.activeElement.id") == "files"


def test_files_are_dropped_and_what_is_none_is_named(opened: Opened, vetted: Any) -> None:
    page = opened().page
    files = [["course.zip", base64.b64encode(vetted.bundle).decode()], ["notes.txt", base64.b64encode(b"a note").decode()]]
    page.evaluate(
        """files => {
          const moved = new DataTransfer();
          const bytes = (data) => Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
          for (const [name, data] of files) moved.items.add(new File([bytes(data)], name));
          document.dispatchEvent(new DragEvent("drop", {dataTransfer: moved, bubbles: true, cancelable: true}));
        }""",
        files,
    )
    page.wait_for_selector("#answer[data-state=unknown]")
    assert "course.zip" in page.locator("[data-slot=bundle]").inner_text()
    assert page.locator("[role=status]").inner_text() == "notes.txt is no bundle, signature or public key, and was left out."


def test_a_key_that_is_none_is_told(opened: Opened) -> None:
    page = opened().page
    page.fill("#root", "ssh-rsa AAAAB3NzaC1yc2E=")
    page.keyboard.press("Enter")
    assert page.locator("[role=status]").inner_text() == "This is no SSH public key that can be used here."


def test_the_answer_is_given_in_hindi_too(opened: Opened, vetted: Any) -> None:
    verifier = opened()
    verifier.page.click("#language")
    told = ask(verifier, replace(vetted, signature=b""))
    assert verifier.page.evaluate("document.documentElement.lang") == "hi"
    assert told["told"].startswith("पारित नहीं")
    assert "अखंडता" in told["parts"]["integrity"]["told"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("case", ["empty", "good", "bad"])
def test_axe_finds_nothing(opened: Opened, vetted: Any, case: str, scheme: str) -> None:
    pytest.importorskip("axe_playwright_python")
    verifier = opened(color_scheme=scheme, bypass_csp=True)
    if case != "empty":
        ask(verifier, vetted if case == "good" else replace(vetted, signature=b""))
    page = verifier.page
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run({runOnly: tags}).then(({violations}) => violations)", tags)
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_nothing_reaches_over_the_edge_of_a_small_screen(opened: Opened, vetted: Any, size: str) -> None:
    verifier = opened(width=320)
    ask(verifier, replace(vetted, signature=b""))
    verifier.page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    assert verifier.page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_answer_is_announced_and_on_paper_the_form_to_fill_in_is_left_out(opened: Opened, vetted: Any) -> None:
    verifier = opened()
    ask(verifier, vetted)
    assert verifier.page.get_attribute("#answer", "aria-live") == "polite"
    verifier.page.emulate_media(media="print")
    assert not verifier.page.locator("#root").is_visible()
    assert verifier.page.locator("#answer").is_visible()


def test_the_page_is_one_file_that_lets_nothing_run_but_its_own_script(page_file: Path, opened: Opened, vetted: Any) -> None:
    text = page_file.read_text(encoding="utf-8")
    script, style = (re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL) for tag in ("script", "style"))
    hashes = [base64.b64encode(sha256(one.encode()).digest()).decode() for one in (*script, *style)]
    policy = (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; base-uri 'none'; form-action 'none'"
    )
    assert f'content="{policy}"' in text
    assert not re.search(
        r'(src|href)="|https?://(?!w3id\.org|in-toto\.io|www\.w3\.org)', re.sub(r"<script type=.*?</script>", "", text)
    )
    verifier = opened()
    asked: list[str] = []
    verifier.page.on("request", lambda request: asked.append(request.url))
    ask(verifier, vetted)
    assert asked == []


def test_a_browser_that_cannot_check_signatures_says_so(opened: Opened, vetted: Any) -> None:
    verifier = opened()
    verifier.page.evaluate("() => { crypto.subtle.generateKey = () => Promise.reject(new Error('unknown')); }")
    told = ask(verifier, vetted)
    assert told["state"] == "unable"
    assert "Chrome or Edge 137" in told["told"]
