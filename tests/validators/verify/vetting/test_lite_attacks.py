"""The low-bandwidth edition is vetted by the same approvals; nothing in it can be swapped, and no edition passes for the other."""

import json

import pytest

PAGE, RECORDED, MADE = "pages/look.html", "karmakit/course.json", "karmakit/provenance.json"


def named(bundle, edition):
    """Return a bundle whose builder gives it the name of an edition, wherever it has one."""
    told = {path: bundle.json(path) for path in (RECORDED, MADE)}
    for record in told.values():
        record.pop("edition", None)
        record.update({"edition": edition} if edition else {})
    changed = bundle | {path: json.dumps(record).encode() for path, record in told.items()}
    return changed.by_a_builder(lambda built: built.update(edition=edition) if edition else built.pop("edition", None))


def refuses(verdict, words, code="PKG019"):
    assert not verdict.facts.vetted
    assert not verdict.proof.holds
    told = [finding.message for finding in verdict.findings if finding.code == code]
    assert [message for message in told if words in message], [str(one) for one in verdict.findings]


@pytest.mark.parametrize("edition", ["full", "lite"])
def test_both_editions_are_vetted_by_the_same_approvals(editions, judge, edition):
    verdict = judge(editions[edition], "owner")
    assert verdict.fit, [str(one) for one in verdict.findings]
    assert verdict.facts.vetted


@pytest.mark.parametrize(
    ("edition", "path"),
    [("full", "media/desk.jpg.webp"), ("lite", "media/lite/desk.jpg.webp"), ("lite", "media/lite/counter.mp4.m4a")],
)
def test_a_stand_in_swapped_by_a_builder_is_not_the_one_that_was_vetted(editions, judge, edition, path):
    swapped = editions[edition] | {path: editions[edition].files[path] + b"\0"}
    refuses(judge(swapped.by_a_builder(), "owner"), f"{path} is not the file that was vetted")


def test_a_stand_in_that_nobody_vetted_is_told(editions, judge):
    added = editions["lite"] | {"media/lite/hall.jpg.webp": editions["lite"].files["media/hall.jpg.webp"]}
    refuses(judge(added.by_a_builder(), "owner"), "media/lite/hall.jpg.webp belongs to no subject")


def test_a_page_without_its_film_is_right_in_the_low_bandwidth_edition_alone(editions, judge):
    page = editions["full"].files[PAGE].replace(b"<video", b"<div").replace(b"</video>", b"</div>").replace(b"<audio", b"<p")
    silent = editions["full"] | {PAGE: page}
    refuses(judge(silent.by_a_builder(), "owner"), "is wrong about whether `look` plays a video or sound")
    words = "is wrong about whether `weigh` plays a video or sound"
    page = editions["lite"].files["pages/weigh.html"]
    loud = editions["lite"] | {"pages/weigh.html": page.replace(b"</main>", b"<audio controls></audio></main>")}
    refuses(judge(loud.by_a_builder(), "owner"), words)


def test_a_full_edition_with_the_name_of_the_other_is_told_by_what_it_loads(editions, judge):
    verdict = judge(named(editions["full"], "lite"), "owner")
    refuses(verdict, "media/desk.jpg is for the full edition: the low-bandwidth one has media/lite/desk.jpg.webp")
    refuses(verdict, "media/walk.mp4 is for the full edition: the low-bandwidth one has its words alone")


def test_a_low_bandwidth_edition_with_the_name_of_the_full_one_is_told_by_what_it_loads(editions, judge):
    refuses(judge(named(editions["lite"], None), "owner"), "media/lite/desk.jpg.webp is for the low-bandwidth edition")


@pytest.mark.parametrize("edition", ["full", "lite"])
def test_a_name_given_in_one_place_alone_does_not_agree_with_the_others(editions, judge, edition):
    other = (lambda built: built.update(edition="lite")) if edition == "full" else (lambda built: built.pop("edition"))
    refuses(judge(editions[edition].by_a_builder(other), "owner"), "do not agree on the edition", "PKG018")
    refuses(judge(editions[edition].by_a_builder(lambda built: built.update(edition="heavy")), "owner"), "build.json", "PKG018")
