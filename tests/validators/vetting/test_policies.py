"""The policy changes only under the quorum of its owners, and hangs on the root."""

import copy

import pytest

from karmakit_schemas.vetting import POLICY_NAMESPACE, VET_NAMESPACE, Policy, policy_bytes, sha256
from karmakit_validators.vetting.policies import chain


@pytest.fixture
def sign(key_of):
    def put(files, path, rules, *signers, namespace=POLICY_NAMESPACE):
        data = policy_bytes(Policy.model_validate(rules))
        files[path] = data
        for name in signers:
            files[f"{path}.{name}.sig"] = key_of(name).sign(data, namespace)
        return sha256(data)

    return put


@pytest.fixture
def first(desk):
    rules = copy.deepcopy(desk.rules)
    rules["owners"] = {"persons": ["owner", "asha"], "quorum": 2}
    return rules


def next_of(rules, digest, **more):
    return {**copy.deepcopy(rules), "number": rules["number"] + 1, "previous": digest, **more}


def told(files, roots=()):
    return " ".join(flaw.message for flaw in chain(files, roots).flaws)


def test_a_policy_signed_by_its_owners_is_in_force(first, sign):
    files = {}
    digest = sign(files, "policy.json", first, "owner", "asha")
    found = chain(files)
    assert found.flaws == ()
    assert found.policy
    assert found.digests == (digest,)


@pytest.mark.parametrize("signers", [[], ["owner"], ["owner", "meena"]])
def test_fewer_owners_than_the_quorum_do_not_make_a_policy(first, sign, signers):
    files = {}
    sign(files, "policy.json", first, *signers)
    assert "wants the signatures of 2 owners" in told(files)


def test_a_signature_for_a_record_is_none_for_a_policy(first, sign):
    files = {}
    sign(files, "policy.json", first, "owner", "asha", namespace=VET_NAMESPACE)
    assert "has 0" in told(files)


def test_a_new_policy_is_signed_by_the_owners_of_the_old_one_not_by_its_own(first, sign):
    files = {}
    digest = sign(files, "earlier/1.json", first, "owner", "asha")
    taken_over = next_of(first, digest, owners={"persons": ["meena", "ravi"], "quorum": 1})
    sign(files, "policy.json", taken_over, "meena", "ravi")
    assert "policy 2 wants the signatures of 2 owners, and has 0" in told(files)
    sign(files, "policy.json", taken_over, "owner", "asha")
    assert told(files) == ""


def test_a_policy_whose_predecessor_is_not_there_or_another_is_refused(first, sign):
    files = {}
    sign(files, "policy.json", next_of(first, "0" * 64), "owner", "asha")
    assert "the first policy is missing" in told(files)
    sign(files, "earlier/1.json", first, "owner", "asha")
    assert "policy 2 does not follow policy 1" in told(files)


def test_the_root_key_must_have_signed_the_first_policy(first, sign, key_of):
    files = {}
    sign(files, "policy.json", first, "owner", "asha")
    assert told(files, [key_of("owner").blob]) == ""
    assert "not signed with the root key SHA256:" in told(files, [key_of("somebody").blob])


def test_two_persons_with_one_key_are_told(first, sign, key_of):
    first["persons"][1]["keys"].append({**first["persons"][2]["keys"][0]})
    files = {}
    sign(files, "policy.json", first, "owner", "asha")
    assert "ravi and asha have the same key" in told(files)
    assert {flaw.code for flaw in chain(files).flaws} == {"VET006"}


def test_a_key_of_a_kind_that_is_not_taken_is_told(first, sign):
    first["persons"][2]["keys"][0]["key"] = "ssh-rsa AAAAB3NzaC1yc2E="
    files = {}
    sign(files, "policy.json", first, "owner", "asha")
    assert "a key of ravi is of no kind that is taken" in told(files)


def test_owners_who_are_not_on_the_roster_are_told(first, sign):
    first["owners"] = {"persons": ["owner", "nobody"], "quorum": 1}
    files = {}
    sign(files, "policy.json", first, "owner")
    assert "its owners are not on its roster" in told(files)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"version": 2}', b"\xff", b'{"version":1,"version":1}', b"[" * 100_000, b'{"a":NaN}']
)
def test_what_is_no_policy_is_a_flaw(data):
    found = chain({"policy.json": data})
    assert found.policy is None
    assert "this is no policy" in found.flaws[0].message


def test_without_a_policy_there_is_one_flaw_with_its_mend():
    (flaw,) = chain({}).flaws
    assert "karmakit vet init" in flaw.help
