"""A kit, a platform to replay it against, and the command between them."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import igot_kits
import igot_server

CODES = (
    "course",
    "unit.one",
    "unit.two",
    "module.part-1",
    "module.part-2",
    igot_kits.picture_key(igot_kits.COURSE_PICTURE),
    igot_kits.picture_key(igot_kits.POSTER),
)


@pytest.fixture
def platform():
    """Give the stand-in with its address, what makes it fail, and what checks that all is there once and the course in review."""
    with igot_server.running() as (state, url):

        def whole():
            for code in CODES:
                assert len(state.of(f"karmakit.sample.{code}")) == 1, code
            course = state.one("karmakit.sample.course")
            assert course["status"] == "Review"
            assert len(state.trees[course["identifier"]]) == 7
            assert course["languageMapV1"]["english"]["id"] == course["identifier"]

        def fault(*given, **more):
            state.faults.append(igot_server.Fault(*given, **more))

        yield SimpleNamespace(state=state, url=url, fault=fault, whole=whole)


@pytest.fixture
def kit(tmp_path):
    """Return a folder with a kit in it, and what can write it anew."""
    folder = tmp_path / "out" / "igot"
    folder.mkdir(parents=True)
    plan, files = igot_kits.sample()

    def write(plan=plan, files=files):
        return igot_kits.write(folder, plan, files)

    write()
    return SimpleNamespace(path=folder, plan=plan, files=files, write=write, ledger=folder.with_name("igot-ledger.jsonl"))


@pytest.fixture
def values(tmp_path):
    """Return what writes a file of values, with all that is needed and more."""

    def write(given=igot_kits.VALUES, name="values.json", **more):
        path = tmp_path / name
        path.write_text(json.dumps({**given, **more}), encoding="utf-8")
        return path

    return write


@pytest.fixture(autouse=True)
def waits(monkeypatch):
    """Let nothing wait, and return how long it would have."""
    waited = []
    monkeypatch.setattr("karmakit_build.igot.replay.session.sleep", waited.append)
    return waited


@pytest.fixture
def replay(karmakit, kit, platform, values, monkeypatch):
    """Return the command, called with the token in the environment."""
    monkeypatch.setenv("KARMAKIT_IGOT_TOKEN", igot_server.TOKEN)

    def call(*arguments, send=True, file=None):
        sent = ("--url", platform.url, "--send") if send else ()
        return karmakit("igot", "replay", kit.path, *sent, "--values", file or values(), *arguments)

    return call


@pytest.fixture
def sets(platform):
    """Make the kit's question sets by hand, and return their ids."""
    state = platform.state
    return {
        "practice.part-1": state.make_set("Practice of part 1", "Practice Question Set"),
        "test.final": state.make_set("The final test", "Course Assessment"),
    }


@pytest.fixture
def complete(values, sets):
    """Return a file of values in which nothing lacks, neither the question sets."""
    return values(**sets, name="complete.json")
