"""Write a bank of questions as a Sunbird question set: the set, its one section, and every question."""

from typing import Any

from karmakit_build.compiler.markup import escape
from karmakit_build.igot import names
from karmakit_build.igot.banks import Bank
from karmakit_build.igot.csv_files import weight
from karmakit_build.igot.metadata import code, licence
from karmakit_build.igot.questions import Choice, Item
from karmakit_schemas.course import Course, Module

BASIC, ADVANCED = 6, 8
FINAL, PRACTICE = "Course Assessment", "Practice Question Set"
CONTENT_TYPES = {FINAL: "SelfAssess", PRACTICE: "PracticeResource"}
_ASSESSMENTS = {"qw": "questionWeightage", "ow": "optionalWeightage", "qow": "questionOptionWeightage"}
_LONGEST_NAME = 15


def question_set(course: Course, bank: Bank) -> dict[str, Any]:
    """Return the node of a bank, without its files."""
    module = bank.module
    is_test = module.meta.kind == "test"
    key = f"{'test' if is_test else 'practice'}.{module.id}"
    category = FINAL if is_test and module.meta.final else PRACTICE
    metadata = {
        "code": code(course, key),
        "name": module.meta.title,
        "description": "; ".join(objective.text for objective in module.meta.objectives) or module.meta.title,
        "mimeType": names.QUESTION_SET,
        "primaryCategory": category,
        "compatibilityLevel": _level(bank),
        "language": [names.language(course.meta.language)],
        "license": licence(course),
        **_marked(bank),
        **_taken(bank),
        **({"maxAssessmentRetakeAttempts": bank.test.attempts - 1} if is_test and bank.test.attempts else {}),
        **_shown(bank),
        **({"additionalInstructions": words} if (words := _instructions(module)) else {}),
    }
    return {
        "key": key,
        "objectType": "QuestionSet",
        "contentType": CONTENT_TYPES[category],
        "metadata": metadata,
        "files": {},
        "children": [],
        "sections": [_section(course, bank, key, category)],
    }


def _section(course: Course, bank: Bank, key: str, category: str) -> dict[str, Any]:
    metadata = {
        "code": code(course, f"{key}.section"),
        "name": "Section A",
        "mimeType": names.QUESTION_SET,
        "primaryCategory": category,
        "compatibilityLevel": _level(bank),
        **_taken(bank),
        **({"totalMarks": _total(bank)} if bank.template != "basic" else {}),
    }
    if bank.template == "qw":
        metadata["sectionLevelDefinition"] = {
            level: {"noOfQuestions": number, "marksForQuestion": bank.marks[level]}
            for level, number in bank.levels.items()
            if number
        }
    questions = [
        {"key": f"{key}.{item.id}", "metadata": {"code": code(course, f"{key}.{item.id}"), **_question(item, bank)}}
        for item in bank.items
    ]
    return {"key": f"{key}.section", "metadata": metadata, "questions": questions}


def _level(bank: Bank) -> int:
    return BASIC if bank.template == "basic" else ADVANCED


def _marked(bank: Bank) -> dict[str, Any]:
    if bank.template == "basic":
        return {"scoreCutoffType": "AssessmentLevel"}
    return {
        "assessmentType": _ASSESSMENTS[bank.template],
        "scoreCutoffType": "AssessmentLevel",
        "negativeMarkingPercentage": "0%",
        "totalMarks": _total(bank),
    }


def _total(bank: Bank) -> int:
    """Return the marks of one attempt; of weighted questions the mean attempt's, since which are drawn is not known."""
    if bank.template == "qw":
        return sum(number * bank.marks[level] for level, number in bank.levels.items())
    return round(sum(weight(item, bank.template) for item in bank.items) * bank.draw / len(bank.items))


def _taken(bank: Bank) -> dict[str, Any]:
    """Return how a set is taken: iGOT wants a pass mark from 1 and a clock, in seconds."""
    mark = bank.test.pass_mark if bank.module.meta.kind == "test" else None
    return {
        "minimumPassPercentage": max(1, round(mark or 0)),
        "totalQuestions": len(bank.items),
        "maxQuestions": bank.draw,
        "expectedDuration": bank.clock,
        "shuffle": bank.module.meta.kind == "test" and bool(bank.test.shuffle),
    }


def _shown(bank: Bank) -> dict[str, str]:
    """Return what iGOT shows after an attempt; it cannot wait until the test is passed, so it then shows nothing."""
    open_ = bank.module.meta.kind != "test" or bank.test.review == "after-submit"
    return {"showSolutions": "Yes" if open_ else "No", "showFeedback": "Yes" if open_ else "No"}


def _instructions(module: Module) -> str:
    """Return what a test says before its first question."""
    if module.meta.kind != "test":
        return ""
    paragraphs = (node.plain() for node in module.body.children if node.kind not in {"question", "comment", "footnote"})
    return "".join(f"<p>{escape(text)}</p>" for text in paragraphs if text)


def _question(item: Item, bank: Bank) -> dict[str, Any]:
    weighted = bank.template in {"ow", "qow"}
    told: dict[str, Any] = {
        "mimeType": names.QUESTION,
        "name": item.text[:_LONGEST_NAME],
        "body": item.text,
        "primaryCategory": {"FTB": "FTB Question", "MTF": "MTF Question"}.get(item.form, "Multiple Choice Question"),
        "qType": "MCQ-MCA-W" if weighted else "MCQ-SCA" if item.form == "T/F" else item.form,
        "answer": ",".join(str(index) for index, choice in enumerate(item.choices) if choice.key),
        "compatibilityLevel": _level(bank),
    }
    if bank.template == "qw":
        told["questionLevel"] = item.level
    if bank.template == "qow":
        told["totalMarks"] = item.points
    values = [{"body": choice.text, "value": index} for index, choice in enumerate(item.choices)]
    told["choices"] = {"options": [{"value": value} for value in values]}
    if item.form == "MTF":
        told["rhsChoices"] = [str(choice.key) for choice in item.choices]
    answers = [_answer(choice, item, bank) for choice in item.choices]
    told["editorState"] = {
        "question": item.text,
        "options": [{"answer": answer, "value": value} for answer, value in zip(answers, values, strict=True)],
    }
    return told


def _answer(choice: Choice, item: Item, bank: Bank) -> bool | str | int:
    """Return the key of an option as the editor keeps it."""
    if item.form == "FTB":
        return str(choice.key).replace("Blank", "b")
    if isinstance(choice.key, str):
        return choice.key
    if bank.template in {"ow", "qow"}:
        return weight(item, bank.template) if choice.key else 0
    return choice.key
