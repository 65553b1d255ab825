"""Bundles opened in a browser that reaches nothing else: what is wrong is told, and our own bundles have nothing to be told."""

import asyncio
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from karmakit_build.cli import main
from karmakit_schemas.errors import UsageError
from karmakit_schemas.findings import Finding
from karmakit_validators.browser import launching, looking
from karmakit_validators.browser.looking import Bundle, look
from karmakit_validators.browser.tools import tools
from karmakit_validators.verify.archive import Archive, read_archive

pytestmark = pytest.mark.browser
HOST = Path(__file__).parents[2] / "validators" / "host"
HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body><main><h1>A page</h1>'
SPEAKING = """<script>
const api = parent.API || parent.API_1484_11, name = api.LMSInitialize ? 'LMS' : '';
api[name + 'Initialize'](''); api[name + 'SetValue']('cmi.suspend_data', 'x');
addEventListener('pagehide', () => { api[name + 'Commit'](''); api[name + (name ? 'Finish' : 'Terminate')](''); });
</script>"""


def seen(files: Mapping[str, str], standard: str = "web app", launch: str = "index.html") -> list[Finding]:
    archive = Archive("bundle.zip", {name: text.encode() for name, text in files.items()})
    return opened(Bundle(archive, standard, launch))


def opened(bundle: Bundle) -> list[Finding]:
    """Look at a bundle in a thread of its own: the tests' own browser keeps this one's event loop."""
    try:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(lambda: asyncio.run(look(bundle, tools()))).result()
    except UsageError as error:
        pytest.skip(str(error))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_plain_page_has_nothing_to_be_told() -> None:
    assert seen({"index.html": f"{HEAD}<p>Words.</p></main>", "style.css": ""}) == []


def test_a_page_is_held_to_axe_to_a_narrow_window_and_to_spaced_out_text() -> None:
    body = '<img src="a.svg"><p style="width: 400px">Wide</p><p class="short" style="height: 20px; overflow: hidden">Cut off</p>'
    told = seen({"index.html": f"{HEAD}{body}</main>", "a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'})
    assert codes(told) == ["ACC028", "ACC034", "ACC034"]
    assert "`image-alt` at `img`" in told[0].message
    assert told[0].help == "Mend the page: WCAG 1.1.1; IS 17802-1 9.1.1.1"
    assert "pixels wider than 320: `p` reaches over the edge" in told[1].message
    assert told[2].message == "with spaced-out text `p.short` cuts off what it says"


def test_what_scrolls_in_a_box_of_its_own_is_right() -> None:
    assert (
        seen({"index.html": f'{HEAD}<div tabindex="0" style="overflow-x: auto"><p style="width: 900px">Wide</p></div></main>'})
        == []
    )


def test_contrast_is_measured_in_the_dark_too() -> None:
    style = "<style>:root{color-scheme:light dark} @media (prefers-color-scheme: dark) {p{color:#333;background:#222}}</style>"
    (told,) = seen({"index.html": f"{HEAD}{style}<p>Words.</p></main>"})
    assert "`color-contrast` at `p`" in told.message


def test_requests_that_leave_or_lead_nowhere_and_scripts_that_fail_are_told_once() -> None:
    script = (
        "<script>fetch('https://example.org/x').catch(() => 0); new Image().src = 'gone.png'; new WebSocket('wss://example.org/s');"
    )
    told = seen({"index.html": f"{HEAD}{script} nothing.at.all</script></main>"})
    assert set(codes(told)) == {"PKG021"}
    assert sorted(finding.message for finding in told) == [
        "`gone.png` is asked for, and is not in the bundle",
        "`https://example.org/x` is asked for from the network",
        "`wss://example.org/s` is asked for from the network",
        "a script fails: nothing is not defined",
    ]


def test_pages_beside_the_launched_one_may_not_leave_the_bundle_either_and_may_lead_on() -> None:
    told = seen(
        {
            "index.html": f"{HEAD}</main>",
            "away.html": f"{HEAD}<script>window.open('https://example.org/a'); alert(1)</script></main>",
            "on.html": f"{HEAD}<script>location = 'a b.html'</script></main>",
            "a b.html": f"{HEAD}</main>",
        }
    )
    assert [(finding.span.path, finding.message) for finding in told] == [
        ("away.html", "`https://example.org/a` is asked for from the network")
    ]


@pytest.mark.parametrize("standard", ["SCORM 1.2", "SCORM 2004 4th Edition"])
def test_a_course_that_opens_keeps_and_leaves_is_heard(standard: str) -> None:
    assert seen({"index.html": f"{HEAD}{SPEAKING}</main>"}, standard) == []


def test_a_course_that_keeps_silent_or_never_leaves_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "PATIENCE", 300)
    told = seen({"index.html": f"{HEAD}</main>"}, "SCORM 1.2")
    assert [finding.message for finding in told] == [
        "the platform never hears Initialize (when it opens)",
        "the platform never hears Finish (when it is left)",
    ]
    monkeypatch.setattr(launching, "PATIENCE", 2_500)  # a slow machine must have the time to say the first word
    half = "<script>parent.API.LMSInitialize(''); parent.API.LMSSetValue('cmi.core.lesson_status', 'completed')</script>"
    told = seen({"index.html": f"{HEAD}{half}</main>"}, "SCORM 1.2")
    assert [finding.message.split(" (")[0] for finding in told] == [
        "the platform never hears Finish",
        "the platform never hears Commit",
    ]


def test_a_script_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "LONGEST", 2)
    (told,) = seen({"loop.html": f"{HEAD}<script>for (;;);</script></main>"})
    assert (told.code, told.message) == ("PKG021", "the page does not come to rest within 2 seconds")


@pytest.mark.parametrize(("target", "standard"), [("scorm12", "SCORM 1.2"), ("web", "web app")])
def test_our_own_bundles_have_nothing_to_be_told(target: str, standard: str, tmp_path: Path) -> None:
    shutil.copytree(HOST, tmp_path / "host")
    assert main(["build", str(tmp_path / "host"), "--target", target, "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    path = tmp_path / "out" / "host" / f"host-{target}.zip"
    archive, _, _ = read_archive(path.read_bytes(), path.name)
    assert opened(Bundle(archive, standard, "index.html")) == []
