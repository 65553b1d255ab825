"""A module or a unit comes into `course.yml`, and nothing else in it changes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karmakit_authoring.scaffold.outline import with_module, with_unit
from karmakit_authoring.source_text import SourceText
from karmakit_authoring.yaml_reader import read_yaml
from karmakit_schemas.errors import UnusableInputError

NEW_UNIT = "  - id: b\n    title: B\n    modules: [y]\n"
IDS = st.from_regex(r"[a-z]{1,6}[0-9]{0,2}", fullmatch=True)


def after(text, edit):
    """Return the text of `course.yml` with an edit made."""
    source = SourceText.of("course.yml", text)
    at = source.starts[edit.span.line - 1] + edit.span.column - 1
    return source.text[:at] + edit.text + source.text[at:]


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("modules: [one, two]", "modules: [one, two, new]"),
        ("modules: [one, two,]", "modules: [one, two, new,]"),
        ("modules: [ one ]  # in this order", "modules: [ one, new ]  # in this order"),
        ("modules:\n      - one\n      - two  # last", "modules:\n      - one\n      - two  # last\n      - new"),
        ("modules:\n    - one", "modules:\n    - one\n    - new"),
        ('modules: ["one",\n      two]', 'modules: ["one",\n      two, new]'),
    ],
)
def test_a_module_is_added_in_the_way_the_list_is_written(before, wanted):
    text = f"# remark\nunits:\n  - id: first\n    title: The first  # kept\n    {before}\nversion: 1.0.0\n"
    assert after(text, with_module(text.encode(), 0, "new")) == text.replace(before, wanted)


def test_a_list_at_the_end_of_a_file_without_line_end_grows_too():
    text = "units:\n- id: first\n  title: T\n  modules:\n  - one"
    assert after(text, with_module(text.encode(), 0, "new")) == f"{text}\n  - new"


@pytest.mark.parametrize("modules", ["modules:\n      -\n        one", "modules:\n      - !!str one"])
def test_a_list_that_is_written_strangely_is_left_to_its_author(modules):
    text = f"units:\n  - id: first\n    title: T\n    {modules}\n"
    with pytest.raises(UnusableInputError, match="add `new` to the modules of the unit `first` by hand"):
        with_module(text.encode(), 0, "new")


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (
            "units:\n  - id: a\n    title: A\n    modules: [x]  # end\n",
            "units:\n  - id: a\n    title: A\n    modules: [x]  # end\n  - id: b\n    title: B\n    modules: [y]\n",
        ),
        (
            "units:\n-   {id: a, title: A, modules: [x]}\n",
            "units:\n-   {id: a, title: A, modules: [x]}\n-   id: b\n    title: B\n    modules: [y]\n",
        ),
        (
            "units: [{id: a, title: A, modules: [x]}]\n",
            "units: [{id: a, title: A, modules: [x]}, {id: b, title: B, modules: [y]}]\n",
        ),
        (
            "units:\n  - modules:\n    - x\n    id: a\n    title: >-\n      A\n      B\n\nversion: 1.0.0\n",
            "units:\n  - modules:\n    - x\n    id: a\n    title: >-\n      A\n      B\n" + NEW_UNIT + "\nversion: 1.0.0\n",
        ),
    ],
)
def test_a_unit_is_added_after_the_last_one(before, wanted):
    assert after(before, with_unit(before.encode(), "b", "B", "y")) == wanted


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(IDS, min_size=1, max_size=5, unique=True), st.booleans(), st.booleans(), IDS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_whatever_stands_there_only_the_new_entry_is_added(names, block, commented, new, end):
    remark = "  # remark" if commented else ""
    listed = "".join(f"\n    - {name}{remark}" for name in names) if block else f" [{', '.join(names)}]{remark}"
    text = f"units:\n  - id: u\n    title: T\n    modules:{listed}\nversion: 1.0.0\n".replace("\n", end)
    done = read_yaml(SourceText.of("course.yml", after(text, with_module(b"\xef\xbb\xbf" + text.encode(), 0, new))))
    assert done.data == {"units": [{"id": "u", "title": "T", "modules": [*names, new]}], "version": "1.0.0"}
