"""`karmakit verify --root`: what it says in a terminal and as JSON, and what it cannot take."""

import json

import pytest

from karmakit_build.cli import main


@pytest.fixture
def shop(tmp_path, monkeypatch, bundle, key_of):
    """A folder with a vetted bundle, its signature, and the root key."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.zip").write_bytes(bundle.data)
    (tmp_path / "course.zip.sig").write_bytes(bundle.signature)
    (tmp_path / "root.pub").write_text(f"{key_of('owner').line} root\n", encoding="ascii")
    return tmp_path


@pytest.fixture
def unusable(shop, stranger, pack, bundle):
    """Put into the folder what can be no root key and no edition before."""
    (shop / "theirs.zip").write_bytes(pack(stranger))
    (shop / "spoilt.zip").write_bytes((bundle | {"karmakit/build.json": b"[" * 100_000}).data)
    (shop / "rsa.pub").write_text("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ== root\n", encoding="ascii")


@pytest.fixture
def karmakit(capsys):
    """Return the command line, called in this process: status, output, errors."""
    return lambda *arguments: (main([str(one) for one in arguments]), *capsys.readouterr())


def test_a_vetted_bundle_is_told_in_three_parts_and_one_warning_of_the_roster(shop, karmakit):
    status, out, err = karmakit("verify", "course.zip", "--root", "root.pub")
    assert (status, err) == (0, "")
    lines = [line.removeprefix("course.zip: ") for line in out.splitlines()]
    assert [line.split(":")[0] for line in lines] == [
        "integrity holds",
        "quorum holds",
        "conformance holds",
        "demonstration roster",
        "fit",
    ]
    assert lines[3] == "demonstration roster: it proves how this works, and nothing about persons"


def test_a_changed_bundle_is_refused_and_the_parts_that_fail_are_named(shop, karmakit, bundle):
    page = "pages/example.html"
    (shop / "course.zip").write_bytes((bundle | {page: bundle.files[page] + b"\n"}).data)
    status, out, _ = karmakit("verify", "course.zip", "--root", "root.pub")
    assert status == 1
    assert "error PKG018 build-not-proved: the files of the bundle are not those" in out
    assert "course.zip: integrity does not hold: 1 fault, see above" in out
    assert "course.zip: quorum holds: " in out
    assert "course.zip: conformance does not hold: 1 fault, see above" in out


def test_without_a_root_key_who_vetted_it_is_not_asked(shop, karmakit):
    status, out, _ = karmakit("verify", "course.zip")
    assert status == 0
    assert "integrity holds: " in out
    assert "quorum" not in out
    assert "give the root key that you trust with --root" in out


def test_several_bundles_are_told_as_json_each_with_its_proof(shop, karmakit, stranger, pack):
    (shop / "theirs.zip").write_bytes(pack(stranger))
    status, out, _ = karmakit("verify", "course.zip", "theirs.zip", "--root", "root.pub", "--format", "json")
    assert status == 1
    ours, theirs = json.loads(out)["bundles"]
    assert (ours["proof"]["holds"], theirs["proof"]["holds"]) == (True, False)
    assert [one["code"] for one in theirs["findings"] if one["severity"] == "error"] == ["PKG019"]


def test_the_edition_before_is_compared(shop, karmakit, more_decided):
    (shop / "before.zip").write_bytes(more_decided.data)
    status, out, _ = karmakit("verify", "course.zip", "--root", "root.pub", "--before", "before.zip")
    assert status == 1
    assert "VET014" in out
    assert "was taken out since" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--root", "nothing.pub"], "no SSH public key"),
        (["--root", "course.zip"], "no SSH public key"),
        (["--root", "rsa.pub"], "no SSH public key"),
        (["--before", "course.zip"], "add --root"),
        (["--root", "root.pub", "--before", "nothing.zip"], "the edition before cannot be read"),
        (["--root", "root.pub", "--before", "root.pub"], "is not a zip file"),
        (["--root", "root.pub", "--before", "."], "carries no proof of vetting to compare with"),
        (["--root", "root.pub", "--before", "theirs.zip"], "carries no proof of vetting to compare with"),
        (["--root", "root.pub", "--before", "spoilt.zip"], "carries no proof of vetting to compare with"),
    ],
)
@pytest.mark.usefixtures("unusable")
def test_what_cannot_be_used_is_said_in_one_line(karmakit, arguments, words):
    status, out, err = karmakit("verify", "course.zip", *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert len(err.strip().splitlines()) == 1
