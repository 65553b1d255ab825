"""The print editions as a stranger reads them: the facilitator's by itself, and nothing of it where learners read."""

import json
import shutil
import subprocess
import sys
import zipfile

import pytest

WORDS = "The thirty days run from the day the application reaches the public authority. " * 4
CSP = "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src data:; font-src data:"


def edition(kind, main="", title="Small course · Facilitator's edition: holds the answers"):
    mark = f' data-edition="{kind}"' if kind else ""
    return (
        f'<!doctype html>\n<html lang="en" dir="ltr"{mark}>\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"{CSP}; form-action 'none'; base-uri 'none'\">\n"
        f"<title>{title}</title>\n<style></style>\n</head>\n<body>\n"
        f'<main id="main">\n<h1>Small course</h1>\n<p>{WORDS}</p>\n{main}\n</main>\n</body>\n</html>\n'
    ).encode()


def leaks(verdict):
    return [finding for finding in verdict.findings if finding.code == "ITM033"]


@pytest.fixture(scope="session")
def built(root, tmp_path_factory):
    """Return the bundles that the command makes for the web, by the end of their names."""
    out = tmp_path_factory.mktemp("web")
    # far from the policy of the sample courses: a proof of vetting would betray each change once more
    course = shutil.copytree(root / "courses" / "rti-answering", tmp_path_factory.mktemp("course") / "rti-answering")
    command = [sys.executable, "-c", "from karmakit_build.cli import main; main()", "build", str(course)]
    done = subprocess.run([*command, "--target", "web", "--out", str(out)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    bundles = {}
    for path in out.rglob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            bundles[path.stem.rpartition("-")[2]] = {name: archive.read(name) for name in archive.namelist()}
    return bundles


def test_the_bundle_of_the_facilitators_edition_is_told_as_what_it_is(read, built):
    found = read(built["facilitator"])
    assert found.findings == ()
    facts = found.facts
    assert (facts.standard, facts.launch, facts.scos, facts.csp) == ("facilitator's edition", "facilitator.html", 1, True)
    assert facts.title == "Answering RTI applications on time"


def test_the_site_carries_the_learners_edition_and_nothing_is_said_of_it(read, built):
    assert b'data-edition="learner"' in built["web"]["print.html"]
    assert [finding for finding in read(built["web"]).findings if finding.span.path == "print.html"] == []


@pytest.mark.parametrize("name", ["facilitator.html", "print.html", "media/notes.html"])
def test_a_facilitators_edition_inside_a_bundle_of_learners_is_a_leak(read, built, name):
    files = {**built["web"], name: built["facilitator"]["facilitator.html"]}
    (leak,) = leaks(read(files))
    assert leak.span.path == name
    assert "facilitator's edition" in leak.message


@pytest.mark.parametrize("name", ["index.html", "imsmanifest.xml", "cmi5.xml", "manifest.webmanifest"])
def test_what_learners_open_laid_beside_the_facilitators_edition_is_a_leak(read, built, name):
    found = read({**built["facilitator"], name: edition("", title="Cover")})
    assert [leak.span.path for leak in leaks(found)] == ["facilitator.html"]


def test_a_strangers_bundle_may_not_hold_it_either(read, built):
    found = read({"index.html": edition(""), "answers.html": built["facilitator"]["facilitator.html"]})
    assert [leak.span.path for leak in leaks(found)] == ["answers.html"]


def test_an_answer_in_the_learners_edition_is_a_leak(read, built):
    learners = built["web"]["print.html"].replace(b'<div class="stem">', b'<div class="stem answer">', 1)
    (leak,) = leaks(read({**built["web"], "print.html": learners}))
    assert leak.message == "an answer stands in the learner's edition"


def test_an_edition_that_does_not_say_for_whom_it_is_is_no_facilitators_edition(read, built):
    bare = built["facilitator"]["facilitator.html"].replace(b' data-edition="facilitator"', b"", 1)
    codes = [finding.code for finding in read({**built["facilitator"], "facilitator.html": bare}).findings]
    assert "PKG001" in codes


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"<html"], ids=["empty", "no text", "cut"])
def test_an_edition_that_cannot_be_read_is_a_finding(read, built, data):
    found = read({**built["facilitator"], "facilitator.html": data})
    assert not found.fit


def test_an_edition_may_weigh_what_its_pictures_weigh_and_a_page_may_not(read, built):
    picture = '<img alt="" src="data:image/png;base64,' + "iVBORw0KGgo" + "A" * 9_000_000 + '">'
    heavy = edition("facilitator", picture)
    said = read({**built["facilitator"], "facilitator.html": heavy}).findings
    assert {finding.code for finding in said} == {"PKG026"}
    page = edition("", picture.replace("base64,", "x,"), title="Cover")
    assert "ACC029" in {finding.code for finding in read({"index.html": page}).findings}


def test_the_record_of_the_edition_names_no_page(built):
    record = json.loads(built["facilitator"]["karmakit/course.json"])
    assert record["modules"]
    assert not any("page" in module for module in record["modules"])
