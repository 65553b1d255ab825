"""What a vetted course's bundles carry as proof, the same bytes each time, and the signature that lies beside them."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from karmakit_build.targets import discover
from karmakit_build.vetting.reading import vetting_of
from karmakit_schemas.evidence import BUILD, POLICIES, RECORDS, REPORT, BuildStatement, Report
from karmakit_schemas.vetting import BUILD_NAMESPACE, canonical, manifest_digest, sha256
from karmakit_validators.verify import verify
from karmakit_validators.vetting import sshsig
from karmakit_validators.vetting.reports import digest_of

EVERY = ",".join(discover())
TEXT = {".md", ".yml", ".svg", ".vtt", ".sig"}


def build(karmakit, institute, *more, targets=EVERY, out="out"):
    return karmakit("build", institute.course, "--target", targets, "--out", institute.folder / out, *more)


def unpacked(bundle):
    if bundle.is_dir():
        return {path.relative_to(bundle).as_posix(): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bundles_of(institute, out="out"):
    return {path.name: unpacked(path) for path in sorted((institute.folder / out / "host").iterdir()) if path.suffix != ".sig"}


def bytes_of(institute, out):
    folder = institute.folder / out
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def bundles(vetted, karmakit):
    assert build(karmakit, vetted).status == 0
    return bundles_of(vetted)


def test_every_bundle_carries_the_policy_the_records_the_report_and_how_it_was_built(vetted, bundles):
    kept = {f"{RECORDS}{path}": data for path, data in vetting_of(vetted.course).decisions.items()}
    policy = (vetted.folder / ".vetting" / "policy.json").read_bytes()
    assert set(bundles) == {
        "igot",
        *(f"host-{name}.zip" for name in ("cmi5", "facilitator", "scorm12", "scorm2004", "web", "xapi")),
    }
    for files in bundles.values():
        assert kept.items() <= files.items()
        assert any("/_heads/" in path for path in kept)
        assert files[f"{POLICIES}policy.json"] == policy
        assert f"{POLICIES}policy.json.registrar.sig" in files
        assert f"{POLICIES}policy.yml" not in files
        assert Report.model_validate_json(files[REPORT]) == vetting_of(vetted.course).report


def test_the_statement_of_the_build_stands_for_every_other_file_and_says_what_a_policy_asks(vetted, bundles):
    vetting = vetting_of(vetted.course)
    for name, files in bundles.items():
        told = json.loads(files[BUILD])
        assert canonical(told) == files[BUILD]
        statement = BuildStatement.model_validate(told)
        assert statement.subject[0].digest["sha256"] == manifest_digest(
            {path: sha256(data) for path, data in files.items() if path != BUILD}
        )
        built = statement.predicate
        assert built.target in name
        assert statement.subject[0].name == f"host-{built.target}"
        assert (built.course, built.language, built.translated) == ("host", "en", False)
        assert (built.source, built.report) == (vetting.parsed.sources.digest, digest_of(vetting.report))
        assert (built.policy, built.records, built.tips) == (vetting.chain.digests[0], 12, vetting.log.tips)
        subjects = {one.name: one for one in built.subjects}
        assert {one.name: one.digest for one in built.subjects} == {one.name: one.digest for one in vetting.contents}
        assert subjects["final"].test
        assert not subjects["example"].test


def test_the_provenance_knows_the_proof_and_not_what_is_made_after_it(bundles):
    for files in bundles.values():
        listed = {row["path"] for row in json.loads(files["karmakit/provenance.json"])["files"]}
        assert listed == files.keys() - {"karmakit/provenance.json", BUILD}


def test_a_manifest_lists_the_proof_and_a_service_worker_does_not(bundles):
    for name in ("host-scorm12.zip", "host-scorm2004.zip"):
        manifest = bundles[name]["imsmanifest.xml"].decode()
        assert [path for path in bundles[name] if path.startswith("karmakit/") and f'href="{path}"' not in manifest] == []
    assert b"karmakit/vetting" not in bundles["host-web.zip"]["sw.js"]


def test_the_kit_carries_the_proof_once_and_its_packages_none(bundles):
    packages = {path: data for path, data in bundles["igot"].items() if path.endswith(".zip")}
    assert packages
    for data in packages.values():
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert [name for name in package.namelist() if name in {BUILD, REPORT} or "vetting" in name] == []
    listed = {row["path"] for row in json.loads(bundles["igot"]["plan.json"])["files"]}
    assert {path for path in bundles["igot"] if path.startswith((POLICIES, RECORDS))} <= listed
    assert BUILD not in listed


def test_verify_finds_nothing_in_any_of_them(vetted, bundles):
    for name in bundles:
        assert [finding for finding in verify(vetted.folder / "out" / "host" / name).findings if finding.severity > 1] == []


def test_a_course_that_is_not_vetted_carries_no_proof(institute, karmakit):
    institute.decide("expert")
    assert build(karmakit, institute).status == 0
    for files in bundles_of(institute).values():
        assert [path for path in files if path in {BUILD, REPORT} or path.startswith("karmakit/vetting/")] == []


def test_the_same_sources_and_records_give_the_same_bytes_under_every_profile(vetted, karmakit):
    for profile in ("draft", "review", "publish"):
        assert build(karmakit, vetted, "--profile", profile, out=profile).status == 0
    assert build(karmakit, vetted, out="again").status == 0
    assert bytes_of(vetted, "review") == bytes_of(vetted, "publish") == bytes_of(vetted, "draft") == bytes_of(vetted, "again")


def test_a_checkout_with_other_line_ends_gives_the_same_bytes(vetted, karmakit):
    assert build(karmakit, vetted, targets="scorm12,web").status == 0
    for path in vetted.folder.rglob("*"):
        if path.is_file() and path.suffix in TEXT and "out" not in path.parts:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert build(karmakit, vetted, "--profile", "publish", targets="scorm12,web", out="other").status == 0
    assert bytes_of(vetted, "out") == bytes_of(vetted, "other")


def test_what_somebody_left_in_the_folders_is_no_proof(vetted, karmakit):
    assert build(karmakit, vetted, targets="scorm12").status == 0
    for folder in (vetted.folder / ".vetting", vetted.course / ".vetting", vetted.course / ".vetting" / "example"):
        (folder / "notes.txt").write_text("Ask Asha", encoding="utf-8")
        (folder / "Mine ünd yours.sig").write_text("?", encoding="utf-8")
    assert build(karmakit, vetted, targets="scorm12", out="other").status == 0
    assert bytes_of(vetted, "out") == bytes_of(vetted, "other")


def test_a_kit_is_built_again_over_itself_and_never_over_what_a_person_put_there(vetted, karmakit):
    assert build(karmakit, vetted, targets="igot").status == 0
    assert build(karmakit, vetted, targets="igot").status == 0
    (vetted.folder / "out" / "host" / "igot" / "karmakit" / "notes.txt").write_text("Ask Asha", encoding="utf-8")
    refused = build(karmakit, vetted, targets="igot")
    assert refused.status == 2
    assert "notes.txt is not as a build left it" in refused.err


def signed_with(institute, who):
    return ("--sign-as", who, "--key", institute.keys / who)


def test_a_signature_lies_beside_each_bundle_and_changes_nothing_in_it(vetted, karmakit):
    assert build(karmakit, vetted, out="plain").status == 0
    done = build(karmakit, vetted, *signed_with(vetted, "registrar"))
    assert done.status == 0, done.err
    assert bundles_of(vetted) == bundles_of(vetted, "plain")
    for name, files in bundles_of(vetted).items():
        signature = sshsig.read((vetted.folder / "out" / "host" / f"{name}.sig").read_text(encoding="ascii"))
        assert signature.key == sshsig.key_blob((vetted.keys / "registrar.pub").read_text(encoding="ascii"))
        sshsig.verify(files[BUILD], signature, BUILD_NAMESPACE)


def test_a_bundle_is_signed_later_with_the_same_signature(vetted, karmakit):
    assert build(karmakit, vetted, *signed_with(vetted, "registrar"), targets="web,igot").status == 0
    folder = vetted.folder / "out" / "host"
    for name in ("host-web.zip", "igot"):
        at_once = (folder / f"{name}.sig").read_bytes()
        (folder / f"{name}.sig").unlink()
        done = karmakit("vet", "sign", folder / name, "--as", "registrar", "--key", vetted.keys / "registrar")
        assert done.status == 0, done.err
        assert done.out.strip() == str(folder / f"{name}.sig")
        assert (folder / f"{name}.sig").read_bytes() == at_once


def test_the_signature_of_another_build_does_not_stay_beside_a_bundle(vetted, karmakit):
    assert build(karmakit, vetted, *signed_with(vetted, "registrar"), targets="web,igot").status == 0
    folder = vetted.folder / "out" / "host"
    signatures = [folder / f"{name}.sig" for name in ("host-web.zip", "igot")]
    assert build(karmakit, vetted, targets="web,igot").status == 0
    assert all(path.is_file() for path in signatures)  # the same bytes again
    course = vetted.folder / "courses" / "desk" / "course.yml"
    course.write_text(course.read_text(encoding="utf-8") + "# one more line\n", encoding="utf-8")
    assert build(karmakit, vetted, targets="web,igot").status == 0
    assert not any(path.exists() for path in signatures)


def test_a_policy_may_name_who_signs_builds(vetted, karmakit):
    vetted.rule(builders="[designer]")
    assert build(karmakit, vetted, *signed_with(vetted, "designer"), targets="scorm12").status == 0
    refused = build(karmakit, vetted, *signed_with(vetted, "registrar"), targets="scorm12", out="other")
    assert refused.status == 2
    assert "`registrar` may not sign builds; the policy lets designer" in refused.err
    assert not (vetted.folder / "other").exists()


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--sign-as", "expert", "--key", "expert"], "`expert` may not sign builds; the policy lets registrar"),
        (["--sign-as", "nobody", "--key", "expert"], "`nobody` may not sign builds"),
        (["--sign-as", "registrar", "--key", "stranger"], "is no key of registrar on the roster that holds"),
        (["--sign-as", "registrar", "--key", "missing"], "is no SSH public key"),
        (["--sign-as", "registrar"], "--sign-as and --key belong together"),
        (["--key", "registrar"], "--sign-as and --key belong together"),
    ],
)
def test_a_signature_that_would_count_for_nobody_is_refused_and_nothing_is_written(vetted, karmakit, monkeypatch, options, word):
    monkeypatch.chdir(vetted.keys)
    refused = build(karmakit, vetted, *options, targets="scorm12")
    assert refused.status == 2
    assert word in refused.err
    assert len(refused.err.strip().splitlines()) == 1
    assert not (vetted.folder / "out").exists()


def test_a_bundle_that_is_not_vetted_is_not_signed(institute, karmakit):
    refused = build(karmakit, institute, *signed_with(institute, "registrar"), targets="scorm12")
    assert refused.status == 2
    assert "there is nothing to sign" in refused.err
    assert not (institute.folder / "out").exists()


def changed(path, edit):
    files = unpacked(path)
    edit(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def as_no_statement(files):
    files[BUILD] = files[BUILD].replace(b"{", b"[", 1)


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (lambda files: files.update({"index.html": b"<p>Mine</p>"}), "the bundle was changed after the build"),
        (lambda files: files.update({"more.txt": b"Mine"}), "the bundle was changed after the build"),
        (lambda files: files.pop(REPORT), "the bundle was changed after the build"),
        (lambda files: files.pop(BUILD), "there is nothing to sign"),
        (as_no_statement, f"{BUILD} cannot be read"),
    ],
)
def test_a_bundle_that_is_not_as_it_was_built_is_not_signed(vetted, karmakit, edit, word):
    assert build(karmakit, vetted, targets="scorm12").status == 0
    bundle = vetted.folder / "out" / "host" / "host-scorm12.zip"
    changed(bundle, edit)
    refused = karmakit("vet", "sign", bundle, "--as", "registrar", "--key", vetted.keys / "registrar")
    assert refused.status == 2
    assert word in refused.err
    assert len(refused.err.strip().splitlines()) == 1
    assert not Path(f"{bundle}.sig").exists()


def test_what_is_no_bundle_is_said_in_one_line(vetted, karmakit):
    Path("notes.zip").write_text("no zip", encoding="utf-8")
    refused = karmakit("vet", "sign", "notes.zip", "--as", "registrar", "--key", vetted.keys / "registrar")
    assert (refused.status, len(refused.err.strip().splitlines())) == (2, 1)
    assert "notes.zip: this is not a zip file" in refused.err
