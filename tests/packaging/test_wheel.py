"""The wheel: what is in it, and that it works beside the packages whose names lie close."""

import os
import subprocess
import sys
import sysconfig
import venv
from importlib import resources
from pathlib import Path

import pytest

FROZEN = Path(__file__).with_name("wheel_files.txt")
COURSE = Path(__file__).resolve().parents[2] / "courses" / "rti-answering"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="the environment is made of links")]


@pytest.fixture(scope="session")
def wheel_files():
    """Return the script that builds the wheel, as a module."""
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        import wheel_files as script  # noqa: PLC0415 - it lies beside this file, in no package
    finally:
        sys.path.pop(0)
    return script


@pytest.fixture(scope="session")
def wheel(wheel_files, tmp_path_factory):
    if not resources.files("karmakit_build").joinpath("player", "scorm12.js").is_file():
        pytest.skip("the player is missing: run `make setup`")
    return wheel_files.build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def python(wheel, tmp_path_factory):
    """Return the interpreter of a fresh environment with the wheel, and everything but karmakit that is installed here."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    others = folder / "others"
    others.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "karmakit" not in entry.name and entry.suffix != ".pth":
            (others / entry.name).symlink_to(entry)
    interpreter = folder / "bin" / "python"
    site = subprocess.run(
        [interpreter, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True, check=True
    ).stdout.strip()
    (Path(site) / "others.pth").write_text(f"{others}\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", interpreter, "install", "--quiet", "--no-deps", "--no-index", wheel], check=True
    )
    return interpreter


def run(python, *arguments):
    """Run the environment's interpreter with nothing else on the path, and so without Node."""
    kept = {key: value for key, value in os.environ.items() if key in {"HOME", "LANG", "TMPDIR"}}
    environment = {**kept, "PATH": str(python.parent)}
    return subprocess.run([python, *arguments], capture_output=True, text=True, env=environment, cwd=python.parent, check=False)


def test_the_wheel_holds_exactly_the_files_it_should(wheel, wheel_files):
    assert wheel_files.names(wheel) == FROZEN.read_text(encoding="utf-8").splitlines(), (
        "the wheel's files changed: if that is right, run `python tests/packaging/wheel_files.py --update`"
    )


def test_the_wheel_carries_player_schemas_fonts_and_languages(wheel, wheel_files):
    names = wheel_files.names(wheel)
    for wanted in (
        "karmakit_build/player/scorm12.js",
        "karmakit_build/player/player.css",
        "karmakit_build/fonts/noto-sans-devanagari.OFL.txt",
        "karmakit_validators/xsd/scorm12/original/imscp_rootv1p1p2.xsd",
        "karmakit_schemas/languages/hi.yml",
        "dist-info/licenses/LICENSE",
    ):
        assert wanted in names
    assert not [name for name in names if "/tests/" in name or name.startswith("build/") or name.endswith((".ts", ".pyc"))]


def test_every_data_file_stands_where_installed_code_reads_it(python):
    code = "import karmakit_build, karmakit_schemas.languages as l; print(karmakit_build.__file__, l.find('hi').name)"
    done = run(python, "-c", code)
    assert done.returncode == 0, done.stderr
    assert str(python.parent.parent) in done.stdout


def test_the_neighbours_of_the_same_names_still_work(python):
    code = "import build, validators; assert validators.email('a@example.org'); print(build.__name__, validators.__name__)"
    assert run(python, "-c", code).stdout == "build validators\n"
    assert run(python, "-m", "build", "--version").returncode == 0


def test_a_course_is_begun_checked_and_built_in_one_breath(python, tmp_path):
    line = "karmakit new course x && karmakit check x && karmakit build x"
    environment = {"PATH": str(python.parent), "HOME": os.devnull}
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    verified = run(python, str(python.parent / "karmakit"), "verify", str(tmp_path / "out" / "course-x" / "course-x-scorm12.zip"))
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_the_installed_tool_builds_and_verifies_a_course_without_node(python, tmp_path):
    tool = str(python.parent / "karmakit")
    built = run(python, tool, "build", str(COURSE), "--out", str(tmp_path / "out"))
    assert built.returncode == 0, built.stderr
    bundle = tmp_path / "out" / "rti-answering" / "rti-answering-scorm12.zip"
    verified = run(python, tool, "verify", str(bundle))
    assert verified.returncode == 0, verified.stdout + verified.stderr
