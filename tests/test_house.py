"""The house itself: its rooms, its lock files, and what no file may say."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from karmakit_schemas.version import VERSION

ROOMS = {"authoring", "schemas", "courses", "build", "validators", "tests"}
TEXT = {".py", ".md", ".toml", ".yml", ".ts", ".css", ".json", ".lock", ".mjs", ".js", ".html", ".svg", ".vtt", ""}


def tracked(root: Path) -> list[Path]:
    if not (root / ".git").exists():
        pytest.skip("not a Git checkout: the list of files is Git's")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True, check=True
    ).stdout
    return [root / name for name in listed.decode().split("\0") if name and (root / name).is_file()]


def test_the_top_level_holds_the_rooms_and_nothing_unexpected(root: Path) -> None:
    folders = {path.relative_to(root).parts[0] for path in tracked(root) if len(path.relative_to(root).parts) > 1}
    # what others take up from here: the check as a step of their GitHub workflow, and as a job of their GitLab pipeline
    assert folders - {".ci", ".github", ".gitlab"} == ROOMS


def test_no_lock_file_names_a_registry(root: Path) -> None:
    pip = (root / "requirements.lock").read_text(encoding="utf-8")
    assert "http" not in pip
    assert "--index" not in pip
    assert pip.count("--hash=sha256:") > pip.count("==")
    for lock in root.glob("**/package-lock.json"):
        if "node_modules" not in lock.parts:
            packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
            assert not [name for name, entry in packages.items() if "resolved" in entry], lock
            assert all("integrity" in entry for name, entry in packages.items() if name), lock


def test_every_exception_to_the_style_gives_its_reason(root: Path) -> None:
    inside = False
    for line in (root / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if re.match(r"\[tool\.ruff\.lint", line) or re.match(r'(ignore|"[^"]+") = \[$', line):
            inside = True
        elif line == "]":
            inside = False
        elif inside and re.match(r'\s+"[A-Z]+\d*"', line):
            assert "# " in line, line


def test_every_noqa_and_type_ignore_gives_its_reason(root: Path) -> None:
    bare = re.compile(r"#\s*(noqa: [A-Z0-9, ]+|type: ignore\[[a-z-, ]+\]|pragma: no cover)\s*$|#\s*noqa\s*$|#\s*type: ignore\s*$")
    for path in tracked(root):
        if path.suffix == ".py":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                assert not bare.search(line), f"{path}:{number}: {line.strip()}"


def test_no_file_holds_a_path_of_a_machine(root: Path) -> None:
    home = re.compile(r"(?<![\w./-])/(?:work|root|home)/[a-z]")
    for path in tracked(root):
        if path.suffix in TEXT and path != Path(__file__):
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not home.search(text), path


def test_no_private_key_lies_in_the_repository(root: Path) -> None:
    begin = re.compile(rb"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----")
    for path in tracked(root):
        assert not begin.search(path.read_bytes()), path


def test_the_readme_names_only_targets_that_are_there(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make ([a-z]+)", readme, re.MULTILINE):
        assert f"\n{target}: " in makefile


def test_every_link_of_the_documents_leads_somewhere(root: Path) -> None:
    for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (root / name).read_text(encoding="utf-8")):
            assert (root / target).exists(), f"{name}: {target}"


def test_no_key_stands_twice_in_a_file_of_words(root: Path) -> None:
    """A later one would take the place of the earlier without a word."""
    for path in tracked(root):
        if path.suffix == ".yml" and path.relative_to(root).parts[0] in {"schemas", "validators", "build"}:
            waiting = [yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)]
            while waiting:
                node = waiting.pop()
                if isinstance(node, yaml.MappingNode):
                    keys = [key.value for key, _ in node.value]
                    assert len(keys) == len(set(keys)), f"{path}: {sorted(key for key in keys if keys.count(key) > 1)}"
                    waiting += [value for _, value in node.value]
                elif isinstance(node, yaml.SequenceNode):
                    waiting += node.value


def test_the_version_is_said_once(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" in project["dynamic"]
    assert VERSION in (root / "CHANGELOG.md").read_text(encoding="utf-8")
