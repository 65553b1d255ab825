"""The items of others come in whole, counted here once more: by the words of the files, not by their elements."""

import re

from karmakit_build.importing.bringing import bring
from karmakit_schemas.errors import UnusableInputError

# how many of the files the other programs' own tests hold for damaged, or hold nothing that a course could ask
DAMAGED = {"fib", "fib_str", "item_no_title", "choice_vary_points_by_answer", "choice_vary_points_by_answer_zero_points"}
NOTHING = {"bank_entry_item", "formula", "formula_mform", "formula_mvar", "formula_scientific", "hot_spot"}
TEXT_ONLY = re.compile(r"text_only_question")
_ITEM = re.compile(r"<item[\s>]")
_ASKED_NOT = re.compile(r"calculated_question|hot_spot_question")


def test_each_item_of_version_1_is_a_question_a_text_or_told(shared):
    folder = shared / "corpus" / "import-fixtures" / "qti"
    files = sorted([*folder.glob("items_1.2/*.xml"), *folder.glob("*.xml"), folder / "mathml" / "numeric_1.2.xml"])
    refused = set()
    questions = 0
    for file in files:
        try:
            done = bring(file, "quiz-1", "qti")
        except UnusableInputError:
            refused.add(file.stem)
            continue
        text = file.read_text(encoding="utf-8")
        items, texts, told = (len(each.findall(text)) for each in (_ITEM, TEXT_ONLY, _ASKED_NOT))
        assert done.counts.questions == items - texts - told, file.name
        assert done.draft.counts.questions == items - texts, file.name
        assert done.draft.counts == done.counts or done.draft.losses, file.name
        questions += done.counts.questions
    assert refused == DAMAGED | NOTHING
    assert questions == 62


def test_each_interaction_of_version_2_is_a_question_or_told(shared):
    files = sorted((shared / "corpus" / "import-fixtures" / "qti" / "items_2.1").glob("*.xml"))
    for file in files:
        done = bring(file, "quiz-1", "qti")
        text = file.read_text(encoding="utf-8")
        interactions = len(re.findall(r"<\w+Interaction\b", text))
        values = len(re.findall(r"<value>", text[text.find("<correctResponse>") : text.find("</correctResponse>")]))
        assert done.counts.questions == interactions == done.draft.counts.questions, file.name
        assert done.counts.right_answers == (0 if file.stem == "order" else values), file.name


def test_a_package_as_a_folder_shows_its_pictures(shared):
    done = bring(shared / "corpus" / "import-fixtures" / "qti" / "test_qti_1.2", "quiz-1")
    assert done.reader == "qti"
    assert (done.counts.questions, done.counts.right_answers, done.counts.pictures) == (5, 8, 2)
    assert done.draft.counts == done.counts
    assert sum(path.startswith("media/") for path in done.files) in {1, 2}
