"""What a bundle proves that was vetted and built as it should be, and what it says of that."""

import shutil
import zipfile
from dataclasses import replace

import pytest

from karmakit_schemas import evidence
from karmakit_schemas.vetting import BUILD_NAMESPACE
from karmakit_validators.verify import course, verify
from karmakit_validators.verify.vetting import beside, proving
from karmakit_validators.vetting import sshsig


def test_all_three_parts_hold_and_say_what_they_rest_on(bundle, judge):
    verdict = judge(bundle, "owner")
    assert verdict.findings == ()
    assert verdict.facts.vetted
    told = {part.name: part.told for part in verdict.proof.parts}
    assert told["integrity"].endswith("files are those of the build statement, signed by builder")
    assert told["quorum"].startswith("6 subjects, passed by asha, meena, the last on ")
    assert told["conformance"].endswith("; igot-cfqa: 160 of 160 points, 70 per cent are asked for")
    assert verdict.proof.demonstration


def test_the_proof_as_json_names_who_passed_what(bundle, judge):
    data = judge(bundle, "owner").as_json()
    assert data["facts"]["vetted"] is True
    proof = data["proof"]
    assert [proof[part]["holds"] for part in ("integrity", "quorum", "conformance")] == [True, True, True]
    (example,) = (one for one in proof["quorum"]["subjects"] if one["subject"] == "example")
    passed = [(one["person"], one["role"]) for one in example["approvals"]]
    assert passed == [("asha", "subject-expert"), ("meena", "instructional-designer")]
    assert proof["conformance"]["same_rules"] is True
    assert proof["demonstration"] is True


@pytest.mark.parametrize("kind", ["host-scorm12.zip", "host-web.zip", "host-facilitator.zip", "igot"])
def test_every_kind_of_bundle_is_proved_by_the_signature_beside_it(vetted, tmp_path, kind, key_of, trust):
    place = tmp_path / kind
    (shutil.copytree if kind == "igot" else shutil.copy)(vetted / kind, place)
    unsigned = verify(place, trust("owner"))
    assert [finding.code for finding in unsigned.findings] == ["PKG018"]
    assert not unsigned.facts.vetted
    assert verify(place).findings == ()
    statement = (place / evidence.BUILD).read_bytes() if kind == "igot" else entry(place, evidence.BUILD)
    place.with_name(f"{kind}.sig").write_bytes(key_of("builder").sign(statement, BUILD_NAMESPACE))
    verdict = verify(place, replace(trust("owner"), before=beside.edition_before(place)))
    assert verdict.findings == ()
    assert verdict.proof.holds


def test_a_kit_whose_package_was_changed_is_refused(vetted, tmp_path, trust):
    kit = shutil.copytree(vetted / "igot", tmp_path / "igot")
    package = kit / "modules" / "example.zip"
    package.write_bytes((kit / "modules" / "look.zip").read_bytes())
    verdict = verify(kit, trust("owner"))
    assert {"PKG018", "PKG019", "PKG026"} <= {finding.code for finding in verdict.findings}
    assert not verdict.facts.vetted


def entry(place, name):
    with zipfile.ZipFile(place) as archive:
        return archive.read(name)


def test_without_a_root_key_the_proof_is_checked_and_nothing_is_called_vetted(bundle, judge):
    verdict = judge(bundle)
    assert verdict.findings == ()
    assert not verdict.facts.vetted
    assert [part.name for part in verdict.proof.parts] == ["integrity"]
    assert verdict.as_json()["proof"]["quorum"] is None
    unsigned = judge(replace(bundle, signature=None))
    assert unsigned.fit
    assert unsigned.proof.parts[0].told.endswith("which nobody has signed")
    assert verdict.proof.parts[0].told.endswith("signed by builder, as the bundle itself says")
    wrong = judge(bundle.signed("asha"))
    assert [finding.code for finding in wrong.findings] == ["PKG018"]


def test_a_bundle_without_proof_is_judged_as_before(files, record, pack, judge):
    plain = pack(record(files))
    assert judge(plain).proof is None
    refused = judge(plain, "owner")
    assert [finding.code for finding in refused.findings] == ["PKG019"]
    assert refused.as_json()["proof"]["holds"] is False


def test_a_strangers_bundle_cannot_be_vetted_and_is_told_so_once(stranger, pack, judge):
    verdict = judge(pack(stranger), "owner")
    assert [finding.code for finding in verdict.findings if finding.gate] == ["PKG019"]
    assert not verdict.fit


def test_several_roots_must_all_have_signed_the_first_policy(bundle, judge):
    verdict = judge(bundle, "owner", "asha")
    assert "VET013" in " ".join(finding.message for finding in verdict.findings)


def test_what_verify_knows_of_places_is_what_the_schemas_say():
    assert course.BUILD == evidence.BUILD
    assert proving.REPORT == evidence.REPORT
    assert evidence.POLICIES.startswith(proving.VETTING)
    assert evidence.RECORDS.startswith(proving.VETTING)
    assert (beside.SIGNATURE, beside.LONGEST) == (evidence.SIGNATURE, sshsig.LONGEST)
