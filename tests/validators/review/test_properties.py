"""Whatever a change is: none between a course and itself, and there and back tell the same, the sides changed."""

from collections import Counter
from dataclasses import fields, is_dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from karmakit_validators.review.align import matched, moved, paired
from karmakit_validators.review.changes import changes
from karmakit_validators.review.wording import runs, words

WORDS = st.sampled_from(["letter", "stamp", "desk", "day", "*first*", "`no.`", "क्षेत्र", "प्रश्न", "तीस", "दिन", "7(1)", "1,000"])
PROSE = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
OPTIONS = st.lists(PROSE, min_size=2, max_size=4, unique=True)
BLOCK = st.one_of(
    PROSE,
    PROSE.map(lambda text: f"## {text}"),
    st.lists(PROSE, min_size=1, max_size=3).map(lambda texts: "\n".join(f"- {text}" for text in texts)),
    PROSE.map(lambda text: f"::: callout {{kind=note}}\n{text}\n\n:::"),
    PROSE.map(lambda text: f"[{text}](https://example.gov.in/)"),
)


@st.composite
def questions(draw):
    name, stem, options = draw(st.sampled_from(["q-1", "q-2", "q-3"])), draw(PROSE), draw(OPTIONS)
    right = draw(st.integers(0, len(options) - 1))
    rows = "\n".join(f"- [{'x' if place == right else ' '}] {text}" for place, text in enumerate(options))
    return name, f"::: question {{#{name}}}\n{stem}\n\n{rows}\n\n:::"


@st.composite
def courses(draw):
    """Return the files of two modules; no question stands in both."""
    asked = draw(st.lists(questions(), max_size=3, unique_by=lambda question: question[0]))
    bodies = [draw(st.lists(BLOCK, max_size=5)) for _ in range(2)]
    for _, text in asked:
        bodies[draw(st.integers(0, 1))].append(text)
    return {f"modules/{name}.md": "\n\n".join(["Begin.", *body]) + "\n" for name, body in zip(("one", "two"), bodies, strict=True)}


def flat(value, *, mirrored):
    """Return a value so that equal ones are equal whatever the order of what they hold; mirrored: with its sides changed."""
    if is_dataclass(value):
        told = {field.name: flat(getattr(value, field.name), mirrored=mirrored) for field in fields(value)}
        if mirrored and "before" in told:
            told["before"], told["after"] = told["after"], told["before"]
        return tuple(sorted(told.items(), key=lambda item: item[0]))
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return frozenset(Counter(flat(each, mirrored=mirrored) for each in value).items())
    return value


def told(found, *, mirrored):
    """Return all that is told; what moved from one module to another stands with the later one, and so for itself here."""
    wandering = [change for module in found.modules for change in (*module.objectives, *module.questions)]
    modules = tuple(replace(module, objectives=(), questions=()) for module in found.modules)
    there = tuple(module for module in modules if module.form or not module.is_empty)
    return flat(replace(found, modules=there), mirrored=mirrored), flat(tuple(wandering), mirrored=mirrored)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(courses())
def test_a_course_is_as_it_is(small, files):
    found = changes(small.course(files), small.course(files))
    assert found.is_empty
    assert found.forms == 0


@settings(max_examples=25, deadline=None, derandomize=True)
@given(courses(), courses())
def test_a_change_and_its_opposite_mirror_each_other(small, before, after):
    one, other = small.course(before), small.course(after)
    assert told(changes(one, other), mirrored=True) == told(changes(other, one), mirrored=False)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(courses(), courses())
def test_each_side_of_what_is_told_can_be_read_from_its_words(small, before, after):
    found = changes(small.course(before), small.course(after))
    for module in found.modules:
        for change in module.all:
            for value in change.values:
                assert "".join(run.before for run in value.runs) == ("" if value.before is None else str(value.before))
                assert "".join(run.after for run in value.runs) == ("" if value.after is None else str(value.after))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=80), st.text(max_size=80))
def test_the_words_of_any_two_texts_are_these_texts(before, after):
    assert "".join(words(before)) == before
    assert "".join(run.before for run in runs(before, after)) == before
    assert "".join(run.after for run in runs(before, after)) == after
    assert [run[::-1] for run in runs(before, after)] == [tuple(run) for run in runs(after, before)]


SMALL = st.lists(st.sampled_from("abc"), max_size=12)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(SMALL, SMALL)
def test_what_is_matched_is_the_same_and_in_order_in_both_directions(before, after):
    found = matched(before, after)
    assert all(before[one] == after[other] for one, other in found)
    assert found == sorted(found)
    assert len({one for one, _ in found}) == len({other for _, other in found}) == len(found)
    assert [(one, other) for other, one in matched(after, before)] == found
    assert moved(before, after) == moved(after, before)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(SMALL, SMALL)
def test_pairs_use_everything_once(before, after):
    found = paired(before, after, lambda letter: letter)
    assert Counter(one for one, _ in found if one) == Counter(before)
    assert Counter(other for _, other in found if other) == Counter(after)
