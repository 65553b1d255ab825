"""A scratch repository whose course was passed by one person and changed since, the packs of it, and a browser to open them."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from dulwich import porcelain
from playwright.sync_api import Browser, Page

from karmakit_build.cli import main

HOST = Path(__file__).parents[2] / "validators" / "host"
KEYGEN = shutil.which("ssh-keygen")
AUTHOR = b"Desk <desk@example.gov.in>"
PEOPLE = {
    "registrar": ("registrar", "The registrar"),
    "meera": ("subject-expert", "Meera Iyer"),
    "ravi": ("instructional-designer", "Ravi Kumar"),
}


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Return the course's folder, the packs by their language, and the way to call the command line in a folder."""
    if KEYGEN is None:
        pytest.skip("OpenSSH is not installed here")
    folder = tmp_path_factory.mktemp("institute")
    course = folder / "courses" / "host"
    shutil.copytree(HOST, course)
    with in_folder(folder):
        keys(folder)
        called("vet", "init")
        (folder / ".vetting" / "policy.yml").write_text(policy(folder), encoding="utf-8")
        called("vet", "policy", ".vetting")
        called("vet", "sign", ".vetting", "--as", "registrar", "--key", "registrar")
        subjects = ["_course", *(path.stem for path in sorted((course / "modules").glob("*.md")))]
        decide = ["vet", "decide", "courses/host", *subjects, "--as", "meera", "--role", "subject-expert"]
        called(*decide, "--approve", "--no-conflict", "--key", "meera")
        porcelain.init(str(folder)).close()
        paths = [str(path) for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts]
        porcelain.add(str(folder), paths)
        porcelain.commit(
            str(folder), b"published", author=AUTHOR, committer=AUTHOR, author_timestamp=0, commit_timestamp=0, sign=False
        )
        porcelain.tag_create(str(folder), b"v1")
        example = course / "modules" / "example.md"
        text = example.read_text(encoding="utf-8").replace("one line for each letter", "one line for every letter")
        example.write_text(
            text.replace("- [ ] In the evening", "- [x] In the evening").replace("- [x] Before", "- [ ] Before"), encoding="utf-8"
        )
        packs = {}
        for lang in ("en", "hi"):
            packs[lang] = folder / "packs" / f"{lang}.html"
            called("review", "courses/host", "--base", "v1", "--format", "html", "--lang", lang, "--output", packs[lang])
    return SimpleNamespace(folder=folder, course=course, packs=packs, in_folder=in_folder, called=called)


@contextlib.contextmanager
def in_folder(folder: Path) -> Iterator[None]:
    """Work in a folder, with nobody's configuration of Git."""
    kept = {name: os.environ.get(name) for name in ("HOME", "XDG_CONFIG_HOME")}
    os.environ.update(dict.fromkeys(kept, str(folder)))
    with contextlib.chdir(folder):
        yield
    for name, value in kept.items():
        if value is None:
            os.environ.pop(name)
        else:
            os.environ[name] = value


def called(*arguments: object) -> None:
    assert main([str(argument) for argument in arguments]) == 0


def keys(folder: Path) -> None:
    for name in PEOPLE:
        subprocess.run([str(KEYGEN), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)


def policy(folder: Path) -> str:
    people = "".join(
        f"  - id: {name}\n    title: {title}\n    institution: The institute\n    roles: [{role}]\n"
        f'    keys:\n      - {{key: "{(folder / f"{name}.pub").read_text().strip()}", since: 2020-01-01, until: 2099-12-31}}\n'
        for name, (role, title) in PEOPLE.items()
    )
    return (
        "version: 1\nname: The institute\nowners: {persons: [registrar], quorum: 1}\n"
        f"quorum: {{persons: 2, roles: [{{role: subject-expert}}, {{role: instructional-designer}}]}}\npersons:\n{people}"
    )


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a file from the disk, without a network: `opened(path, width=360, scheme="dark")`; what fails in it fails the test."""
    contexts = []
    faults: list[str] = []

    def run(path: Path, *, width: int = 1280, scheme: Any = "light", before: str = "") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
        page.goto(path.as_uri())
        return page

    yield run
    for context in contexts:
        context.close()
    assert faults == []
