"""Each attack on a vetted bundle is refused, with its code and its reason; who has no key, and who has a builder's."""

import json
import re
from dataclasses import replace

import pytest

from karmakit_schemas.evidence import BUILD, POLICIES, RECORDS, REPORT
from karmakit_schemas.vetting import POLICY_NAMESPACE, VET_NAMESPACE, canonical, manifest_digest
from karmakit_validators.vetting import records

PAGE = "pages/example.html"


def refuses(verdict, code, words):
    """Say that a bundle is refused with a code, for a reason; and that nothing calls it vetted."""
    assert not verdict.fit
    assert not verdict.facts.vetted
    assert not verdict.proof.holds
    told = [finding.message for finding in verdict.findings if finding.code == code]
    assert [message for message in told if re.search(words, message)], [str(one) for one in verdict.findings]


def subject(built, name):
    return next(one for one in built["subjects"] if one["name"] == name)


# ---- who has no key ----------------------------------------------------------------------------------------------------------


def test_a_bundle_packed_by_another_tool_is_not_what_was_built(bundle, judge, zipped):
    data = zipped(sorted(bundle.files.items(), reverse=True))
    verdict = judge(data, "owner", signature=bundle.signature)
    refuses(verdict, "PKG015", "is not in its place")
    refuses(verdict, "PKG019", "the bundle itself is not fit: PKG015")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("imsmanifest.xml", b"index.html", b"index.html?lms=1"),
        (PAGE, b"nobody remembers it", b"everybody remembers it"),
        (PAGE, b'"key":', b'"kez":'),
        ("assets/player.js", b"(()=>{", b"(()=>{/* */"),
    ],
    ids=["manifest", "text", "key of a question", "player"],
)
def test_a_platform_that_changes_a_file_and_makes_the_digests_fit_is_betrayed_by_the_statement(bundle, judge, name, old, new):
    assert old in bundle.files[name]
    changed = bundle | {name: bundle.files[name].replace(old, new, 1)}
    refuses(judge(changed, "owner"), "PKG026", "was changed after the build")
    refuses(judge(changed.recorded(), "owner"), "PKG018", "not those that the statement of its build was made for")
    refuses(judge(changed.recorded().restated(), "owner"), "PKG018", "nobody has signed")
    kept = replace(changed.recorded().restated(), signature=bundle.signature)
    refuses(judge(kept, "owner"), "PKG018", "does not fit what it stands beside")


def test_a_file_that_is_added_or_taken_out_is_seen(bundle, judge):
    refuses(judge(bundle | {"extra.html": b"<p>More</p>"}, "owner"), "PKG018", "the files of the bundle are not those")
    refuses(judge(bundle.without("metadata/lom.xml"), "owner"), "PKG018", "the files of the bundle are not those")


def test_a_file_that_cannot_be_read_or_passes_for_two_is_not_proved_by_the_others(bundle, judge, zipped):
    packed = bytearray(zipped([*sorted(bundle.files.items()), ("zz.bin", b"unread")]))
    place = packed.rindex(b"zz.bin") - 46  # its header in the directory, and the method in both headers
    packed[place + 10] = packed[packed.index(b"zz.bin") - 30 + 8] = 99
    verdict = judge(bytes(packed), "owner", signature=bundle.signature)
    refuses(verdict, "PKG016", "is packed by method 99")
    refuses(verdict, "PKG018", "the files of the bundle are not those")
    first, second = sorted(name for name in bundle.files if name != BUILD)[:2]
    digest = next(row["sha256"] for row in bundle.json("karmakit/provenance.json")["files"] if row["path"] == first)
    merged = {**bundle.without(first, second).files, f"{first}\n{digest}  {second}": bundle.files[first]}
    refuses(judge(replace(bundle, files=merged), "owner"), "PKG018", "the files of the bundle are not those")


def test_an_entry_that_stands_twice_is_not_proved_by_its_first(bundle, judge, zipped):
    entries = sorted(bundle.files.items())
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([*entries, (PAGE, b"<p>The other page</p>")])
    verdict = judge(data, "owner", signature=bundle.signature)
    refuses(verdict, "SEC014", "twice in the zip")
    refuses(verdict, "PKG018", "the files of the bundle are not those")


def test_the_statement_of_another_bundle_proves_nothing_here(bundle, judge, of_kind):
    other = of_kind("host-web.zip").signed()
    swapped = replace(bundle | {BUILD: other.files[BUILD]}, signature=other.signature)
    verdict = judge(swapped, "owner")
    refuses(verdict, "PKG018", "the files of the bundle are not those")
    refuses(verdict, "PKG018", "do not agree on the target")


@pytest.mark.parametrize(
    ("who", "namespace", "words"),
    [
        ("asha", None, "which is no builder's"),
        ("owner", None, "which is no builder's"),
        ("stranger", None, "which is no builder's"),
        ("builder", VET_NAMESPACE, "it was made for `vet.v1@karmakit`"),
    ],
)
def test_only_a_builder_signs_and_only_for_that(bundle, judge, who, namespace, words):
    signed = bundle.signed(who, namespace) if namespace else bundle.signed(who)
    refuses(judge(signed, "owner"), "PKG018", words)


@pytest.mark.parametrize("signature", [b"", b"\xff\xfe\0", b"-----BEGIN SSH SIGNATURE-----\n", b"A" * 20_000])
def test_what_is_no_signature_is_called_so(bundle, judge, signature):
    refuses(judge(replace(bundle, signature=signature), "owner"), "PKG018", "it is no SSH signature")


def test_the_proof_taken_out_leaves_nothing_that_is_vetted(bundle, judge):
    bare = bundle.without("karmakit/vetting/", BUILD, REPORT)
    refuses(judge(bare, "owner"), "PKG019", "carries no proof")
    for name in (BUILD, REPORT):
        refuses(judge(bundle.without(name), "owner"), "PKG018", f"{name} is missing")
    verdict = judge(bundle.without(POLICIES), "owner")
    refuses(verdict, "PKG019", "VET013 there is no policy")


def test_a_policy_of_strangers_hangs_on_no_root_that_the_reader_knows(bundle, judge, key_of):
    refuses(judge(bundle, "stranger"), "PKG019", "VET013 the first policy is not signed with the root key")
    data = bundle.files[f"{POLICIES}policy.json"]
    forged = bundle | {f"{POLICIES}policy.json.owner.sig": key_of("stranger").sign(data, POLICY_NAMESPACE)}
    refuses(judge(forged.by_a_builder(), "owner"), "PKG019", "VET013 policy 1 wants the signatures of 1 owners, and has 0")


# ---- a builder who means to deceive ------------------------------------------------------------------------------------------


def test_a_picture_swapped_by_a_builder_is_not_the_one_that_was_vetted(bundle, judge):
    name = "media/thumbnail.png"
    swapped = bundle | {name: bundle.files[name] + b"\0"}
    refuses(judge(swapped.by_a_builder(), "owner"), "PKG019", f"{name} is not the file that was vetted")
    added = bundle | {"media/more.png": bundle.files[name]}
    refuses(judge(added.by_a_builder(), "owner"), "PKG019", "media/more.png belongs to no subject")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda one: one.update(names=[]), "hides who made `example`: Somebody Else"),
        (lambda one: one.update(test=True), "is wrong about whether `example` is a test"),
        (lambda one: one.update(media=True), "is wrong about whether `example` plays a video or sound"),
        (lambda one: one.update(digest="0" * 64), "names for `example` are not those of its digest"),
        (lambda one: one["files"].update({"media/logo.svg": "0" * 64}), r"names media/logo\.svg with two digests"),
    ],
    ids=["names", "test", "media", "digest", "file"],
)
def test_a_builder_cannot_hide_what_a_policy_asks_about(bundle, judge, edit, words):
    refuses(judge(bundle.by_a_builder(lambda built: edit(subject(built, "example"))), "owner"), "PKG019", words)


def test_a_builder_cannot_leave_a_subject_out_or_hide_a_test_or_a_translation(bundle, judge):
    short = bundle.by_a_builder(lambda built: built["subjects"].remove(subject(built, "example")))
    refuses(judge(short, "owner"), "PKG019", "does not name the modules of the bundle: example")
    twice = bundle.by_a_builder(lambda built: built["subjects"].append(subject(built, "example")))
    refuses(judge(twice, "owner"), "PKG019", "one of them twice")
    untested = bundle.by_a_builder(lambda built: subject(built, "final").update(test=False))
    refuses(judge(untested, "owner"), "PKG019", "is wrong about whether `final` is a test")
    translated = bundle.by_a_builder(lambda built: built.update(translated=True))
    refuses(judge(translated, "owner"), "PKG019", "whether it is a translation")


def test_a_page_that_plays_a_video_betrays_a_builder_who_denies_it(bundle, judge):
    film = bundle | {PAGE: bundle.files[PAGE].replace(b"</main>", b"<audio controls></audio></main>")}
    words = "is wrong about whether `example` plays a video or sound"
    refuses(judge(film.by_a_builder(), "owner"), "PKG019", words)
    told = judge(film.by_a_builder(lambda built: subject(built, "example").update(media=True)), "owner")
    assert not any(words in finding.message for finding in told.findings)


def test_translators_cannot_be_hidden(bundle, judge):
    record = bundle.json("karmakit/course.json")
    record["modules"][0]["translators"] = ["Asha"]
    verdict = judge((bundle | {"karmakit/course.json": json.dumps(record).encode()}).by_a_builder(), "owner")
    refuses(verdict, "PKG019", "hides who made `look`: Asha")
    refuses(verdict, "PKG019", "do not agree on whether it is a translation")


@pytest.mark.parametrize("key", ["course", "language", "version", "target", "source", "policy", "report"])
def test_a_statement_that_says_another_thing_than_the_bundle_is_refused(bundle, judge, key):
    other = "0" * 64 if key in {"source", "policy", "report"} else "9.9.9" if key == "version" else "other"
    verdict = judge(bundle.by_a_builder(lambda built: built.update({key: other})), "owner")
    refuses(verdict, "PKG018", f"do not agree on the {'course' if key == 'version' else key}")


def test_a_digest_of_content_that_nobody_passed_is_refused(bundle, judge):
    def change(built):
        one = subject(built, "example")
        one["files"]["modules/example.md"] = "0" * 64
        one["digest"] = manifest_digest(one["files"])

    refuses(judge(bundle.by_a_builder(change), "owner"), "PKG019", "`example` is not vetted: VET002")


def test_the_records_of_a_module_cannot_be_taken_out(bundle, judge):
    gone = bundle.without(f"{RECORDS}example/")
    refuses(judge(gone, "owner"), "PKG018", "do not agree on the number of records")
    log = records.read({name.removeprefix(RECORDS): data for name, data in gone.files.items() if name.startswith(RECORDS)})
    forged = gone.by_a_builder(lambda built: built.update(records=len(log.records), tips=list(log.tips)))
    verdict = judge(forged, "owner")
    refuses(verdict, "PKG019", "`example` is not vetted: VET001")
    refuses(verdict, "PKG019", "`_course` is not vetted: VET014 ")


def test_a_head_cannot_be_taken_out_or_cut(bundle, judge, key_of):
    gone = bundle.without(f"{RECORDS}_heads/meena").by_a_builder()
    refuses(judge(gone, "owner"), "PKG019", "VET014 meena decided .*, which no head of theirs reaches")
    true = next(name for name in bundle.files if name.startswith(f"{RECORDS}_heads/meena-") and name.endswith(".json"))
    head = canonical({**bundle.json(true), "records": 3})
    path = f"{RECORDS}{records.head_path('meena', head)}"
    cut = bundle.without(true) | {path: head, f"{path}.sig": key_of("meena").sign(head)}
    refuses(judge(cut.by_a_builder(), "owner"), "PKG019", "VET014 a head of meena counts 3 records, and 12 are there")


def test_a_record_that_was_edited_is_refused(bundle, judge):
    path = next(name for name in bundle.files if name.startswith(f"{RECORDS}example/") and name.endswith(".json"))
    edited = bundle | {path: bundle.files[path].replace(b'"no_conflict":true', b'"no_conflict":false')}
    refuses(judge(edited.by_a_builder(), "owner"), "PKG019", "VET014 the record speaks of `example` and is called")


# ---- reports and policies ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda report: report.update(asked=report["asked"][1:]), "VET017 .*it did not ask all rules"),
        (lambda report: report.update(ruleset="0" * 64), "VET017 .*it names other rules than that version has"),
        (lambda report: report["form"][0].update(answer="yes", why=""), "VET017 .*do not give the answers of its form"),
        (lambda report: report["form"].pop(), r"VET007 \d+ of 35 statements of the quality form are open"),
        (lambda report: report.update(framework=None, form=[]), "VET007 the policy asks for igot-cfqa, and the report has no form"),
        (lambda report: report.update(whole=False), "could not be read whole"),
        (lambda report: report.update(findings=[found(severity="warning")]), "VET017 .*it weighs ACC001 otherwise"),
        (lambda report: report.update(findings=[found()]), "an error that is not waived: ACC001 modules/example.md:3: no alt"),
        (lambda report: report.update(excepted=[{"code": "LNG001", "path": "x.md", "line": 1, "reason": ""}]), "VET017"),
    ],
    ids=["asked", "ruleset", "form", "statement", "framework", "whole", "weight", "error", "approvals of another report"],
)
def test_a_fabricated_report_is_refused(bundle, judge, edit, words):
    refuses(judge(bundle.reported(edit), "owner"), "PKG019", words)


def found(**more):
    place = {"path": "modules/example.md", "line": 3, "column": 1, "message": "no alt"}
    return {"code": "ACC001", "severity": "error", "kind": "fail", "gate": True, **place, **more}


def test_a_report_of_an_older_karmakit_is_held_against_the_policy(bundle, judge, succeeded):
    older = succeeded(bundle, oldest_tool="9.0.0")
    verdict = judge(older, "owner")
    refuses(verdict, "PKG019", "VET016 the report was made by karmakit .*; the policy asks for 9.0.0 or later")
    report = bundle.reported(lambda told: told.update(tool="0.0.1"))
    refuses(judge(report, "owner"), "PKG018", "do not agree on the tool")


def test_a_form_that_is_not_known_here_is_not_taken_for_reached(bundle, judge, succeeded):
    verdict = judge(succeeded(bundle, framework="another-form"), "owner")
    refuses(verdict, "PKG019", "VET007 the policy asks for the form another-form, which is not known here")
    refuses(verdict, "PKG019", "VET007 the policy asks for another-form, and the report has igot-cfqa")
    higher = succeeded(bundle, threshold=100)
    assert judge(higher, "owner").proof.holds


def test_a_key_of_a_builder_that_was_revoked_signs_nothing_any_more(bundle, judge, succeeded):
    def revoke(rules):
        people = [dict(one) for one in rules["persons"]]
        for one in people:
            if one["id"] == "builder":
                one["keys"] = [{**one["keys"][0], "revoked": "2026-01-01"}]
        return people

    revoked = succeeded(bundle, persons=revoke(bundle.json(f"{POLICIES}policy.json")))
    refuses(judge(revoked, "owner"), "PKG018", "the key of builder that signed the statement was revoked")


def test_owners_sign_where_no_builder_is_named(bundle, judge, succeeded):
    changed = succeeded(bundle, builders=[])
    assert judge(changed.signed("owner"), "owner").proof.holds
    refuses(judge(changed.signed("builder"), "owner"), "PKG018", "which is no builder's")


def test_an_approval_grows_too_old(bundle, judge):
    assert judge(bundle, "owner", days=700).proof.holds
    refuses(judge(bundle, "owner", days=800), "PKG019", "is not vetted: VET002 the approval is 800 days old")


# ---- the edition before ------------------------------------------------------------------------------------------------------


def test_an_edition_goes_on_from_the_one_before(bundle, judge, earlier, succeeded):
    assert judge(bundle, "owner", before=earlier(bundle)).proof.holds
    assert judge(succeeded(bundle, max_age_days=900), "owner", before=earlier(bundle)).proof.holds


def test_an_edition_of_another_course_is_none_before_this(bundle, judge, earlier):
    other = replace(earlier(bundle), language="hi")
    refuses(judge(bundle, "owner", before=other), "PKG019", "is no edition of this course, but of host in hi")


def test_a_policy_that_was_taken_back_is_seen_against_the_edition_before(bundle, judge, earlier, succeeded):
    strict = succeeded(bundle, max_age_days=900)
    refuses(judge(bundle, "owner", before=earlier(strict)), "PKG019", "VET013 policy 1 is older than policy 2")


def test_decisions_taken_out_together_with_their_heads_are_seen_against_the_edition_before(bundle, judge, earlier, more_decided):
    before = earlier(more_decided)
    verdict = judge(bundle, "owner", before=before)
    refuses(verdict, "PKG019", r"VET014 example/[0-9a-f]{16}\.json is in course\.zip and was taken out since")
    refuses(verdict, "PKG019", r"VET014 a head of owner is in course\.zip and was taken out since")
    assert json.dumps(verdict.as_json())
