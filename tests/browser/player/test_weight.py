"""What the player weighs, and what it must not hold."""

import gzip
import re
from pathlib import Path

import pytest

RUNTIME = Path(__file__).parents[3] / "build" / "runtime"
PLAYER = RUNTIME.parent / "karmakit_build" / "player"
LIMIT = 32 * 1024


PLAYERS = sorted((RUNTIME / "src" / "players").glob("*.ts"))


@pytest.fixture(params=PLAYERS, ids=lambda path: path.stem)
def script(request: pytest.FixtureRequest) -> str:
    path = PLAYER / f"{request.param.stem}.js"
    if not path.exists():
        pytest.skip("the player is not built: run `make setup`")
    return path.read_text(encoding="utf-8")


def test_script_and_style_together_weigh_less_than_32_kilobytes(script: str) -> None:
    style = (PLAYER / "player.css").read_bytes()
    assert len(gzip.compress(script.encode() + style, 9)) < LIMIT


def test_the_script_evaluates_nothing_and_reaches_for_nothing_outside(script: str) -> None:
    # names of things, in the statements of cmi5 and xAPI: nothing is fetched from there
    script = script.replace("https://w3id.org/xapi/", "").replace("http://adlnet.gov/expapi/", "")
    for forbidden in ("eval(", "new Function", "https://", "document.write", "localStorage.clear", "globalThis", '"unload"'):
        assert forbidden not in script
    assert set(re.findall(r"http://[^\"'`]*", script)) <= {"http://www.w3.org/2000/svg"}


def test_the_style_loads_nothing(script: str) -> None:
    style = (PLAYER / "player.css").read_text(encoding="utf-8")
    assert script
    assert "url(" not in style
    assert "@import" not in style


def test_the_style_knows_no_left_and_right() -> None:
    physical = re.compile(r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|left|right|text-align:\s*(?:left|right))\s*:")
    # old.css names both sides, each under the direction that it is for
    for path in sorted(set((RUNTIME / "style").glob("*.css")) - {RUNTIME / "style/old.css"}):
        assert not [line for line in path.read_text(encoding="utf-8").splitlines() if physical.search(line)], path.name


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (RUNTIME / "package-lock.json").read_text(encoding="utf-8")
