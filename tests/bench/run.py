"""Measure whole processes, medians of five, against the budgets of the design; exit 1 where one is broken."""

import compileall
import gzip
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course import Size, write_course
from edit_to_screen import edit_to_screen
from institute import Institute

TIMES = 5
KARMAKIT = Path(sys.executable).parent / "karmakit"
HOUSE = Path(__file__).resolve().parents[2]
PLAYER = HOUSE / "build" / "karmakit_build" / "player"
TARGETS = ("scorm12", "scorm2004", "cmi5", "xapi", "web")
FIFTY = Size(modules=50, practice=40, test=10)
HUNDRED = Size(modules=100, practice=80, test=20)
THREE_HUNDRED = Size(modules=100, practice=280, test=20)
THOUSAND_FILES = Size(modules=101, practice=80, test=20, pictures=9)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and the budget it must not pass; or, of what there is to be much of, must reach."""

    name: str
    value: float
    budget: float
    unit: str
    note: str = ""
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Return whether the budget is kept."""
        return self.value >= self.budget if self.at_least else self.value <= self.budget


def main() -> int:
    """Measure and print a table; return the exit status."""
    # as pip does where it installs a wheel; without it PYTHONDONTWRITEBYTECODE would have every process compile every file
    for room in ("schemas", "authoring", "validators", "build"):
        compileall.compile_dir(HOUSE / room / f"karmakit_{room}", quiet=1)
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for figure in _figures(Path(folder)):
            kept &= figure.kept
            mark = "ok    " if figure.kept else "BROKEN"
            sys.stdout.write(
                f"{mark}  {figure.name:<52} {figure.value:>9.2f} of {figure.budget:>7.2f} {figure.unit}{figure.note}\n"
            )
            sys.stdout.flush()
    return 0 if kept else 1


def _figures(folder: Path) -> Iterator[Figure]:
    course = write_course(folder / "bench-course", HUNDRED)
    out = folder / "out"
    bundle = out / "bench-course" / "bench-course-scorm12.zip"
    yield Figure("karmakit --help, by the clock", _median("--help")[0], 0.2, "s")
    steps = {
        "check": ("check", "--no-cache", str(course)),
        "build": ("build", str(course), "--out", str(out)),
        "verify": ("verify", str(bundle)),
    }
    spent = {name: _median(*arguments)[1] for name, arguments in steps.items()}
    parts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in spent.items())
    yield Figure("check, build and verify of 100 modules, CPU", sum(spent.values()), 1.5, "s", f"  ({parts})")
    files = HUNDRED.modules / spent["check"]
    yield Figure("files checked without a cache, a second of CPU", files, 100, "files", at_least=True)
    yield Figure("check after a change of 1 of 500 files, by the clock", _after_a_change(folder / "courses"), 0.5, "s")
    yield Figure(f"build for {len(TARGETS)} targets over build for one, CPU", _of_all(course, out) / spent["build"], 2, "times")
    weight, script = max((_packed(path.read_bytes(), PLAYER.joinpath("player.css").read_bytes()), path.stem) for path in _players())
    yield Figure("the heaviest player and styles, gzipped", weight, 35, "KB", f"  ({script})")
    own = _packed(*(path.read_bytes() for path in sorted(course.rglob("*")) if path.is_file()))
    yield Figure(
        "bundle over the course's own text and media", bundle.stat().st_size / 1000 - own, 300, "KB", "  (both compressed)"
    )
    yield Figure("state of 300 answered questions", _state(folder), 4096, "characters")
    yield from _vetting(folder / "institute")
    yield from _preview(folder / "repository")
    yield from _first_screen(bundle)


def _preview(folder: Path) -> Iterator[Figure]:
    """Yield how long an author waits who saves a module of a course of 100, which lies beside the courses of the repository."""
    seen = edit_to_screen(KARMAKIT, write_course(folder / "bench-course", HUNDRED), TIMES)
    yield Figure("saved file to page in the preview, by the clock", seen.page, 1, "s")
    yield Figure("saved file to findings beside it, by the clock", seen.findings, 1, "s")


def _first_screen(bundle: Path) -> Iterator[Figure]:
    from first_screen import first_screen  # noqa: PLC0415 - the browser is started last

    seen = first_screen(bundle, TIMES)
    yield Figure("requests of the first screen", seen.requests, 3, "")
    yield Figure("text of the first screen at 400 kbit/s and 400 ms", seen.text_ms / 1000, 1.5, "s")


def _vetting(folder: Path) -> Iterator[Figure]:
    """Yield how long it takes to tell who passed a course: in the repository, and of a bundle by the root key alone."""
    institute = Institute(folder, _run)
    course, large = write_course(folder / "bench-course", HUNDRED), write_course(folder / "large-course", THOUSAND_FILES)
    institute.begin()
    institute.passes(course)
    institute.passes(large)
    root = ("--root", str(institute.key("registrar").with_suffix(".pub")))
    signed = ("--sign-as", "registrar", "--key", str(institute.key("registrar")))
    _run("build", str(large), "--profile", "publish", "--out", str(folder / "out"), *signed)
    bundle = folder / "out" / "large-course" / "large-course-scorm12.zip"
    files = sum(path.is_file() and ".vetting" not in path.parts for path in large.rglob("*"))
    yield Figure(
        "verify a course of 1,000 files with its vetting, clock", _median("verify", str(bundle), *root)[0], 1, "s", f"  ({files})"
    )
    yield Figure("status of 100 modules of two approvals, by the clock", _median("vet", "status", str(course), *root)[0], 1.5, "s")


def _after_a_change(folder: Path) -> float:
    """Return the seconds by the clock of a check of ten courses of fifty modules after a line was added to one of these."""
    courses = [write_course(folder / f"course-{number}", FIFTY) for number in range(10)]
    (folder / "karmakit.toml").touch()
    _run("check", str(folder))
    seconds = []
    for number, course in enumerate(courses[:TIMES]):
        with (course / "modules" / "module-007.md").open("a", encoding="utf-8") as module:
            module.write(f"\nLine {number} came later.\n")
        seconds.append(_run("check", str(folder))[0])
    return statistics.median(seconds)


def _of_all(course: Path, out: Path) -> float:
    """Return the processor seconds of a build for every target that makes a zip of the whole course."""
    return _median("build", str(course), "--out", str(out), "--target", ",".join(TARGETS))[1]


def _players() -> list[Path]:
    """Return the script of each kind of platform."""
    return [PLAYER / f"{source.stem}.js" for source in (HOUSE / "build" / "runtime" / "src" / "players").glob("*.ts")]


def _median(*arguments: str) -> tuple[float, float]:
    """Return seconds by the clock and of the processors, medians."""
    runs = [_run(*arguments) for _ in range(TIMES)]
    return statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)


def _run(*arguments: str) -> tuple[float, float]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([KARMAKIT, *arguments], capture_output=True, text=True, check=False)
    clock, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"karmakit {' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return clock, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _packed(*parts: bytes) -> float:
    """Return thousands of bytes after compression, each part by itself."""
    return sum(len(gzip.compress(part, 9, mtime=0)) for part in parts) / 1000


def _state(folder: Path) -> int:
    """Return the worst-case state of a course with 300 questions, as `verify` works it out of the bundle."""
    course = write_course(folder / "large-course", THREE_HUNDRED)
    _run("build", str(course), "--out", str(folder / "out"))
    bundle = folder / "out" / "large-course" / "large-course-scorm12.zip"
    with zipfile.ZipFile(io.BytesIO(bundle.read_bytes())) as archive:
        modules = json.loads(archive.read("karmakit/course.json"))["modules"]
    if sum(len(module["questions"]) for module in modules) != THREE_HUNDRED.practice + THREE_HUNDRED.test:
        sys.exit("the course of 300 questions has another number of them")
    told = subprocess.run([KARMAKIT, "verify", "--format", "json", bundle], capture_output=True, text=True, check=False).stdout
    return int(json.loads(told)["bundles"][0]["facts"]["state"])


if __name__ == "__main__":
    sys.exit(main())
