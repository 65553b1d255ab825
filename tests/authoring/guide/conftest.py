"""The worlds in which the guide's pages are walked: folders with what a page takes for granted, and people with homes and keys."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from tests.authoring.guide import deciding
from tests.authoring.guide.walking import Terminal

COURSES = Path(__file__).parents[3] / "courses"
MODULE = "courses/rti-answering/modules/appeals.md"
PICTURE = "![](../media/ladder.svg)\n"
BANK = """// section 6 of the Act
$CATEGORY: Requests

::reasons::Need an applicant give reasons? {=No ~Yes}

::next::What will you do on Monday? {}
"""
SHOWN = """
## At the counter {#at-the-counter}

![The desk at the counter, with a date stamp](../media/counter-desk.jpg)

![The register of a morning, with its columns](../media/register.png)

::: video {src=../media/counter.mp4 captions=../media/counter.en.vtt title="At the counter" visual=spoken duration="2 min"}
**Clerk:** Here is your receipt.
:::
"""
TERMS = {"competencyarea": "Functional", "theme": "Handling RTI Matters", "subtheme": "RTI Responsiveness"}


@pytest.fixture(scope="session")
def people(tmp_path_factory) -> Terminal:
    """A terminal in an empty folder, where each person has a key and a name in Git."""
    if not all(shutil.which(name) for name in ("bash", "git", "ssh-keygen", "unzip", "zip")):
        pytest.skip("the guide's commands need bash, Git, OpenSSH, zip and unzip")
    above = tmp_path_factory.mktemp("guide")
    homes = above / "homes"
    for name, (_, title, mail) in deciding.PEOPLE.items():
        (homes / name / ".ssh").mkdir(parents=True)
        key = homes / name / ".ssh" / "id_ed25519"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key], check=True)
        config = f"[user]\n\tname = {title}\n\temail = {mail}\n[init]\n\tdefaultBranch = main\n"
        (homes / name / ".gitconfig").write_text(config, encoding="utf-8")
    shutil.copy(homes / "asha" / ".gitconfig", homes)  # where a page names nobody
    folder = above / "institute"
    folder.mkdir()
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "GIT_CONFIG_NOSYSTEM": "1",
        "COLUMNS": "120",
        "NO_COLOR": "1",
        "BROWSER": "true",  # a program that opens nothing
    }
    return Terminal(folder, homes, environment, deciding.programs(homes))


@pytest.fixture(scope="session")
def course(people, tmp_path_factory) -> Terminal:
    """The sample course in a repository, as yet vetted by nobody."""
    there = _copied(people, tmp_path_factory.mktemp("course"))
    shutil.copytree(
        COURSES / "rti-answering", there.folder / "courses" / "rti-answering", ignore=shutil.ignore_patterns(".vetting")
    )
    _run(there, "asha", "git init -q && git add -A && git commit -q -m 'The course' && git tag v1.2.0")
    return there


@pytest.fixture(scope="session")
def institute(course, tmp_path_factory) -> Terminal:
    """The sample course with all of it vetted, in a clone of a forge."""
    there = _copied(course, tmp_path_factory.mktemp("vetted"))
    _run(
        there,
        "registrar",
        "karmakit vet init",
        "fill-in-policy",
        "karmakit vet policy .vetting",
        "karmakit vet sign .vetting --as registrar --key ~/.ssh/id_ed25519",
        "cp ~/.ssh/id_ed25519.pub root.pub",
        "karmakit vet request courses/rti-answering --as registrar --role registrar --key ~/.ssh/id_ed25519",
        "all-pass courses/rti-answering",
        "git add -A && git commit -q -m Vetted && git tag -f v1.2.0 && git init -q --bare ../forge.git && "
        "git remote add origin ../forge.git && git push -q -u origin main v1.2.0",
    )
    return there


@pytest.fixture
def begin(request, tmp_path) -> Callable[[str], Terminal]:
    """Lay a world out by its name, as `worlds.py` names it."""

    def lay(name: str) -> Terminal:
        there = _copied(request.getfixturevalue({"nothing": "people", "course": "course"}.get(name, "institute")), tmp_path)
        (there.folder / "bank.gift").write_text(BANK if name == "nothing" else BANK.partition("::next")[0], encoding="utf-8")
        if name == "flawed":
            _leave_a_picture_unsaid(there.folder)
        elif name == "media":
            _put_media(there)
        elif name == "institute":
            shutil.copytree(COURSES / "rti-answering-hi", there.folder / "courses" / "rti-answering-hi")
            shutil.copy(there.folder / "root.pub", there.folder / "courses")
            (there.folder / "kcmfinal_fw.json").write_text(_framework(), encoding="utf-8")
        return there

    return lay


def _copied(there: Terminal, above: Path) -> Terminal:
    """Return a terminal in a copy of what is there, with the forge beside it; homes and keys are the same."""
    shutil.copytree(there.folder.parent, above, ignore=shutil.ignore_patterns("homes"), dirs_exist_ok=True)
    return replace(there, folder=above / there.folder.name)


def _framework() -> str:
    """Return what iGOT answers when it is asked for its framework of competencies."""
    categories = [
        {"code": code, "terms": [{"identifier": f"{code}-1", "code": f"{code}-1", "name": name, "associations": []}]}
        for code, name in TERMS.items()
    ]
    return json.dumps({"responseCode": "OK", "result": {"framework": {"identifier": "kcmfinal_fw", "categories": categories}}})


def _leave_a_picture_unsaid(folder: Path) -> None:
    """Put a picture without alternative text on line 31 of a module, as the page on checking has it."""
    module = folder / MODULE
    lines = module.read_text(encoding="utf-8").splitlines(keepends=True)
    blank = next(number for number in range(30, 0, -1) if lines[number] == "\n")
    lines[blank:blank] = ["\n"] * (30 - blank) + [PICTURE]
    module.write_text("".join(lines), encoding="utf-8")
    media = folder / "courses" / "rti-answering" / "media"
    picture = (media / "logo.svg").read_text(encoding="utf-8")
    (media / "ladder.svg").write_text(picture + "<!-- another -->\n", encoding="utf-8")
    shutil.copytree(COURSES / "rti-answering-hi", folder / "courses" / "rti-answering-hi")


def _put_media(there: Terminal) -> None:
    """Put a photograph, a picture of a screen and a film into the course, show each of them, and commit."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed: the page on media shows what it makes of a film")
    media = there.folder / "courses" / "rti-answering" / "media"
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright
    exif.get_ifd(0x8825).update({1: "N", 2: (28.0, 36.0, 50.0)})
    _picture(1600, 1200).save(media / "counter-desk.jpg", quality=95, exif=exif)
    _picture(960, 540).save(media / "register.png")
    scene = "-f lavfi -i testsrc2=s=320x180:d=2:r=5 -f lavfi -i sine=d=2 -c:v mpeg4 -c:a aac"
    (media / "counter.en.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nHere is your receipt.\n", encoding="utf-8")
    module = there.folder / MODULE
    module.write_text(f"{module.read_text(encoding='utf-8')}{SHOWN}", encoding="utf-8")
    _run(there, "asha", f"ffmpeg -v error {scene} {media / 'counter.mp4'}", "git add -A && git commit -q -m Media")


def _picture(width: int, height: int) -> Image.Image:
    """Return a picture full of detail, the same every time."""
    small = (width // 16, height // 16)
    dots = Image.frombytes("RGB", small, random.Random(7).randbytes(small[0] * small[1] * 3))
    return dots.resize((width, height), Image.Resampling.BICUBIC)


def _run(there: Terminal, person: str, *lines: str) -> None:
    for line in lines:
        status, said = there.run(line, person)
        assert status == 0, f"{line}\n{said}"
