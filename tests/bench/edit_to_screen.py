"""How long it takes from a saved file to the page that the preview serves, and to the findings beside it."""

import re
import shutil
import signal
import statistics
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

COURSES = Path(__file__).resolve().parents[2] / "courses"
PATIENCE = 30.0


class Seen(NamedTuple):
    """Seconds by the clock, medians: until learners' page is served anew, and until what is found of it is."""

    page: float
    findings: float


def edit_to_screen(karmakit: Path, course: Path, times: int) -> Seen:
    """Return what it takes in a course that lies in a folder with those of the repository; `karmakit` is the command."""
    for other in COURSES.iterdir():
        if other.is_dir():
            shutil.copytree(other, course.parent / other.name, dirs_exist_ok=True)
    call = [karmakit, "preview", course.parent, "--port", "0", "--no-open"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as running:
        try:
            found = re.search(r"http://\S+", running.stdout.readline() if running.stdout else "")
            if not found:
                raise SystemExit("the preview did not start")
            address, module = f"{found[0]}{course.name}", min((course / "modules").glob("*.md"))
            _get(f"{address}/modules/{module.stem}.html")  # as the author has it before the eyes
            seen = [_once(address, module, number) for number in range(times)]
        finally:
            running.send_signal(signal.SIGINT)
    return Seen(statistics.median(one.page for one in seen), statistics.median(one.findings for one in seen))


def _once(address: str, module: Path, number: int) -> Seen:
    text = module.read_text(encoding="utf-8")
    start = time.monotonic()
    module.write_text(f"{text}\nThe clerk writes the the line number {number}.\n", encoding="utf-8")
    _until(f"{address}/player/pages/{module.stem}.html", f"line number {number}.", start)
    page = time.monotonic() - start
    _until(f"{address}/modules/{module.stem}.html", f"line number {number}.", start)
    return Seen(page, time.monotonic() - start)


def _until(address: str, words: str, start: float) -> None:
    while words not in _get(address):
        if time.monotonic() - start > PATIENCE:
            raise SystemExit(f"{address} never said `{words}`")
        time.sleep(0.05)


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode())
