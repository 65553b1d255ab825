"""Against what was published: ids that learner records hang on, keys, versions and dates."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Kind
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.settings import Settings

HOST = load(Path(__file__).parent / "host")
EXAMPLE = "modules/example.md"
MATCHING = """
::: question {#match objective=register}
Match each paper with its place.

| Paper | Place |
|---|---|
| Letter | Register |
| Reply | File |
| Slip | Visitor |

:::
"""
ORDERING = """
::: question {#order objective=register type=ordering}
Put the steps into their order.

1. Open the cover
2. Count the papers
3. Write the number

:::
"""
BLANK = """
::: question {#word objective=register}
A letter is entered in the [[register|book]] before it leaves.

:::
"""
NUMBER = """
::: question {#days objective=register}
A request is answered within [[= 30 ± 1 days]] of its receipt.

:::
"""


def text(path: str) -> str:
    return HOST.files[path].decode()


def host(files: Mapping[str, str | None] | None = None) -> Sources:
    """Return the host course with files replaced, added, or (None) taken away."""
    new = {**HOST.files, **{path: data.encode() if data is not None else None for path, data in (files or {}).items()}}
    return Sources("host", {path: data for path, data in new.items() if data is not None})


def found(
    after: Mapping[str, str | None], before: Mapping[str, str | None] | None = None, *, select=("STR", "ITM044", "PKG", "MET01")
):
    """Return the codes and messages on a change, without what asks for a higher version."""
    settings = Settings("publish", select=select, ignore=("MET014", "MET010"))
    return [(finding.code, finding.message) for finding in check(parse(host(after)), settings, parse(host(before)))]


def swapped(path: str, old: str, new: str) -> dict[str, str | None]:
    assert old in text(path)
    return {path: text(path).replace(old, new)}


def added(questions: str) -> dict[str, str | None]:
    return {EXAMPLE: text(EXAMPLE) + questions}


def test_nothing_is_said_of_a_course_that_has_not_changed():
    assert found({}) == []


def test_without_what_was_published_nothing_is_compared():
    settings = Settings("publish", select=("STR019", "STR035", "STR036", "ITM044", "MET014", "PKG012"))
    assert check(parse(host({EXAMPLE: None})), settings) == ()


def test_a_renamed_file_of_a_module_is_the_same_module():
    outline = swapped("course.yml", "example, more", "the-register, more")
    assert found({**outline, EXAMPLE: None, "modules/the-register.md": text(EXAMPLE)}) == [
        ("STR019", "the module `the-register` was published as `example`"),
    ]


def test_a_renamed_module_that_was_touched_up_is_the_same_too():
    outline = swapped("course.yml", "example, more", "the-register, more")
    touched = text(EXAMPLE).replace("in the evening", "at night").replace("title: Writing", "title: Entering")
    codes = [code for code, _ in found({**outline, EXAMPLE: None, "modules/the-register.md": touched})]
    assert codes == ["STR019"]


def test_a_renamed_objective_is_told_where_it_stands():
    after = {path: text(path).replace("register\n    text", "the-register\n    text") for path in (EXAMPLE,)}
    after[EXAMPLE] = after[EXAMPLE].replace("objective=register", "objective=the-register")
    after["modules/final.md"] = text("modules/final.md").replace("objective=register", "objective=the-register")
    assert found(after) == [("STR019", "the objective `the-register` was published as `register`")]


def test_a_reworded_objective_keeps_its_id_in_peace():
    assert found(swapped(EXAMPLE, "text: Enter a letter in the register", "text: Write a letter into its line")) == []


def test_an_answer_put_before_the_others_gives_them_other_letters():
    said = found(swapped(EXAMPLE, "- [ ] In the evening", "- [ ] Never\n  > Then it is lost.\n- [ ] In the evening"))
    assert said == [
        ("STR019", "`In the evening, for all letters` was published under the letter a, and goes by b now"),
        ("STR019", "`Before the letter leaves the counter` was published under the letter b, and goes by c now"),
        ("STR019", "`When the reply goes out` was published under the letter c, and goes by d now"),
    ]


def test_an_answer_put_after_the_others_changes_nothing():
    assert (
        found(
            swapped(
                EXAMPLE, "  > Until then nobody could find the letter.\n", "  > Until then nobody could.\n- [ ] Never\n  > No.\n"
            )
        )
        == []
    )


def test_pinned_letters_may_stand_in_any_order():
    before = added(
        ORDERING.replace("1. Open the cover", "1. Open the cover {#a}")
        .replace("papers", "papers {#b}")
        .replace("number", "number {#c}")
    )
    lines = ["1. Count the papers {#b}", "2. Open the cover {#a}", "3. Write the number {#c}"]
    after = added(
        "\n::: question {#order objective=register type=ordering}\nPut the steps into their order.\n\n"
        + "\n".join(lines)
        + "\n\n:::\n"
    )
    assert found(after, before) == [("ITM044", "the key of `order` is another than when it was published")]


def test_a_question_of_pairs_is_told_once_when_its_rows_move():
    after = added(MATCHING.replace("| Letter | Register |\n| Reply | File |", "| Reply | File |\n| Letter | Register |"))
    assert found(after, added(MATCHING)) == [("STR019", "the rows of `match` go by other letters than when it was published")]


def test_another_pair_is_another_key():
    after = added(MATCHING.replace("Reply | File", "Reply | Visitor").replace("Slip | Visitor", "Slip | File"))
    codes = {code for code, _ in found(after, added(MATCHING))}
    assert "ITM044" in codes


def test_a_corrected_question_under_a_new_id_is_gone_and_not_renamed():
    before = swapped(EXAMPLE, "#register-1", "#register-old")
    before[EXAMPLE] = (before[EXAMPLE] or "").replace("- [ ] When", "- [x] When")
    assert found({}, before) == [("STR035", "the question `register-old` was published and is gone")]


def test_a_sibling_question_is_not_taken_for_a_renamed_one():
    first = added(NUMBER)
    second = added(NUMBER.replace("#days", "#months").replace("= 30 ± 1 days", "= 45 ± 1 days"))
    assert found(second, first) == [("STR035", "the question `days` was published and is gone")]


def test_a_renamed_question_is_found_in_another_module_too():
    after = {"modules/more.md": text("modules/more.md") + BLANK.replace("#word", "#a-word")}
    assert found(after, added(BLANK)) == [("STR019", "the question `a-word` was published as `word`")]


@pytest.mark.parametrize("question", [MATCHING, ORDERING])
def test_a_renamed_question_whose_letters_hang_on_its_id_is_the_same(question):
    renamed = question.replace("{#", "{#new-")
    said = found(added(renamed), added(question))
    assert [code for code, _ in said] == ["STR019"]


def test_a_question_may_move_to_another_module_under_its_id():
    assert found({"modules/more.md": text("modules/more.md") + BLANK}, added(BLANK)) == []


def test_a_module_that_is_gone_is_told_without_all_it_held():
    outline = swapped("course.yml", "example, more", "more")
    final = swapped("modules/final.md", "objective=register", "objective=look-up")
    assert found({**outline, **final, EXAMPLE: None}) == [("STR035", "the module `example` was published and is gone")]


def test_a_module_that_was_only_taken_out_of_the_outline_is_gone_as_well():
    codes = [code for code, _ in found(swapped("course.yml", "example, more", "more"))]
    assert "STR035" in codes


def test_an_objective_that_is_gone_is_told():
    lines = "  - id: register\n    text: Enter a letter in the register\n"
    after = swapped(EXAMPLE, lines, "  - id: enter-it\n    text: Keep a book of all that comes in\n")
    after[EXAMPLE] = (after[EXAMPLE] or "").replace("objective=register", "objective=enter-it")
    after["modules/final.md"] = text("modules/final.md").replace("objective=register", "objective=enter-it")
    assert found(after) == [("STR035", "the objective `register` was published and is gone")]


def test_nothing_is_gone_where_a_module_cannot_be_read():
    assert "STR035" not in [code for code, _ in found(swapped(EXAMPLE, "kind: do", "kind: [do"))]


def test_nothing_is_gone_where_the_published_course_could_not_be_read():
    assert found({}, {EXAMPLE: "no front-matter", "modules/old.md": text(EXAMPLE)}) == []


def test_quite_another_module_under_an_id_needs_a_human():
    head = "---\ntitle: Leave rules\nkind: do\nduration: 2 min\n---\n\n"
    after = {EXAMPLE: f"{head}Earned leave accrues twice a year, in January and July.\n"}
    (told,) = check(parse(host(after)), Settings(select=("STR036",)), parse(host()))
    assert told.message == "`example` teaches something else than when it was published"
    assert told.kind == Kind.needs_human


def test_quite_another_stem_under_an_id_needs_a_human():
    after = swapped(EXAMPLE, "When is the line in the register written?", "Who signs?")
    assert found(after) == [("STR036", "`register-1` asks something else than when it was published")]


def test_the_same_stem_with_none_of_its_answers_needs_a_human():
    after = swapped(EXAMPLE, "In the evening, for all letters", "By whoever opens it first")
    after[EXAMPLE] = (after[EXAMPLE] or "").replace("Before the letter leaves the counter", "While two clerks watch")
    after[EXAMPLE] = (after[EXAMPLE] or "").replace("When the reply goes out", "Only if somebody asks")
    assert found(after) == [("STR036", "`register-1` has none of the answers with which it was published")]


def test_one_right_answer_less_is_told_at_the_question():
    before = swapped(
        EXAMPLE, "  > Until then nobody could find the letter.\n", "  > Until.\n- [x] At once\n  > Yes.\n- [x] Now\n  > Yes.\n"
    )
    after = {EXAMPLE: (before[EXAMPLE] or "").replace("- [x] Now", "- [ ] Now")}
    assert found(after, before) == [("ITM044", "the key of `register-1` is another than when it was published")]


def test_answers_in_slightly_other_words_are_the_same():
    assert found(swapped(EXAMPLE, "When the reply goes out", "When the reply is sent")) == []


def test_two_answers_worded_anew_are_no_other_question():
    before = added(
        "\n::: question {#tf objective=register}\nMay a line stay empty?\n\n- [ ] Yes\n  > No.\n- [x] No\n  > Right.\n\n:::\n"
    )
    after = {EXAMPLE: (before[EXAMPLE] or "").replace("- [ ] Yes\n", "- [ ] Always\n").replace("- [x] No\n", "- [x] Never\n")}
    assert found(after, before) == []


@pytest.mark.parametrize(
    ("question", "old", "new", "is_told"),
    [
        (BLANK, "register|book", "register|book|ledger", False),
        (BLANK, "register|book", "register", True),
        (BLANK, "register|book", "file|book", True),
        (NUMBER, "30 ± 1", "30 ± 2", True),
        (NUMBER, "30 ± 1", "45 ± 1", True),
        (NUMBER, "1 days", "1 days|day", False),
        (ORDERING, "1. Open the cover\n2. Count the papers", "1. Count the papers\n2. Open the cover", True),
    ],
)
def test_a_key_is_what_counts_as_right(question, old, new, is_told):
    assert old in question
    codes = [code for code, _ in found(added(question.replace(old, new)), added(question), select=("ITM044",))]
    assert codes == ["ITM044"] * is_told


def test_a_second_right_answer_makes_a_question_of_another_type():
    assert found(swapped(EXAMPLE, "- [ ] When", "- [x] When")) == [
        ("ITM044", "`register-1` was published as single and is multiple now")
    ]


def test_a_new_answer_that_is_wrong_changes_no_key():
    after = swapped(
        EXAMPLE, "  > Until then nobody could find the letter.\n", "  > Until then nobody could.\n- [ ] Never\n  > No.\n"
    )
    assert found(after, select=("ITM044",)) == []


def version(after: Mapping[str, str | None], before: Mapping[str, str | None] | None = None) -> list[tuple[str, str]]:
    findings = check(parse(host(after)), Settings(select=("MET014",)), parse(host(before)))
    return [(each.message, each.fix.edits[0].text if each.fix else "") for each in findings]


def at(number: str) -> dict[str, str | None]:
    return swapped("course.yml", "version: 1.0.0", f"version: {number}")


def test_a_changed_course_wants_a_higher_version():
    touched = swapped(EXAMPLE, "nobody remembers", "no one remembers")
    assert version(touched) == [("the course has changed since version 1.0.0 was published", "1.0.1")]
    for higher in ("1.0.1", "1.1.0", "2.0.0", "1.0.10"):
        assert version({**touched, **at(higher)}) == [], higher


def test_a_version_never_falls():
    assert version(at("1.9.9"), at("1.10.0")) == [("version 1.9.9 is below 1.10.0, which was published", "1.10.1")]


def test_line_ends_and_a_byte_order_mark_are_no_change():
    assert version({EXAMPLE: "\ufeff" + text(EXAMPLE).replace("\n", "\r\n")}) == []


@pytest.mark.parametrize("change", [{"media/new.txt": "x"}, {"media/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}])
def test_a_new_and_a_changed_file_are_changes(change):
    assert len(version(change)) == 1


def test_a_version_of_many_digits_is_left_alone():
    assert version(at("9" * 5000 + ".0.0"), at("8" * 5000 + ".0.0")) == []


def test_the_mend_of_a_version_mends_it():
    ((_, mend),) = version(swapped(EXAMPLE, "nobody remembers", "no one remembers"))
    assert version({**swapped(EXAMPLE, "nobody remembers", "no one remembers"), **at(mend)}) == []


def test_another_id_of_the_course_is_another_address():
    root = "https://training.example.gov.in"
    said = found(swapped("course.yml", "id: host", "id: hosting"), select=("PKG012",))
    assert said == [("PKG012", f"learner records name `{root}/host`, and would name `{root}/hosting` now")]


DUE = "review_by: 2026-11-22\n"


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (None, []),
        (date(2026, 8, 24), []),
        (date(2026, 8, 25), ["MET023"]),
        (date(2026, 11, 22), ["MET023"]),
        (date(2026, 11, 23), ["MET013"]),
    ],
)
def test_a_review_is_due_soon_and_then_overdue(today, codes):
    settings = Settings(select=("MET013", "MET023"), today=today)
    assert [each.code for each in check(parse(host({"course.yml": text("course.yml") + DUE})), settings)] == codes


def test_ratings_may_be_asked_again():
    scale = "\n::: question {#%s type=scale}\nHow sure are you?\n\n- Not at all\n- Quite\n- Fully\n\n:::\n"
    said = check(parse(host(added(scale % "sure-1" + scale % "sure-2"))), Settings(select=("ITM032",)))
    assert said == ()
