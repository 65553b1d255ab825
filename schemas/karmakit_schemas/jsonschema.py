"""The JSON Schemas of `course.yml` and of a module's front-matter, generated from the models for editors.

`python -m karmakit_schemas.jsonschema` writes them beside this file, in `json/`; with `--check` it says whether they are stale.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from karmakit_schemas.course import CourseFile, FrontMatter

FOLDER = Path(__file__).parent / "json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES: Mapping[str, tuple[type[BaseModel], str, str]] = {
    "course": (CourseFile, "Course", "What `course.yml` says of a karmakit course."),
    "module": (FrontMatter, "Module", "The front-matter of a module of a karmakit course."),
}

KEYS: Mapping[str, Mapping[str, tuple[str, Any]]] = {
    "CourseFile": {
        "id": ("Lower-case ASCII letters, digits and hyphens. Learner records hang on it: never change it.", "rti-answering"),
        "title": ("What learners see.", "Answering RTI applications on time"),
        "subtitle": ("One line under the title.", "From the day it reaches your desk to a reply that stands"),
        "summary": ("Two or three sentences for the catalogue.", "What a Public Information Officer does in thirty days."),
        "outcomes": (
            "What a learner can do after the course: texts, or {id, text} where something refers to them.",
            ["Count the time limit of any application"],
        ),
        "language": ("A BCP 47 tag; one course a language.", "en"),
        "translations": ("Other languages of this course: tag to course id.", {"hi": "rti-answering-hi"}),
        "provider": ("The institute that answers for the course.", "Name of the institute"),
        "licence": ("An SPDX name, or GODL-India.", "CC-BY-4.0"),
        "version": ("major.minor.patch; raise it with every published change.", "1.0.0"),
        "mode": ("How the course is taught.", "self-paced"),
        "audience": ("For whom the course is.", {"roles": ["Central Public Information Officer"], "level": "operational"}),
        "contact": ("Who helps a learner who is stuck.", {"name": "Course desk", "email": "desk@example.gov.in"}),
        "thumbnail": ("A picture, 16:9.", "media/thumbnail.png"),
        "publisher": (
            "The root of every identifier in learner records; never changes once published.",
            {"domain": "training.example.gov.in"},
        ),
        "framework": ("The competency framework: kcm has three levels, frac five.", "kcm"),
        "keywords": ("Three to ten search words.", ["RTI", "time limit"]),
        "review_by": ("When the content must be looked at again.", "2027-03-31"),
        "order": ("May a learner open any module at once?", "free"),
        "units": (
            "The outline: modules are the names of files in modules/, without .md.",
            [{"id": "basics", "title": "The Act at your desk", "modules": ["why-rti"]}],
        ),
        "assessment": ("Defaults for the modules of kind test.", {"pass_mark": 70, "attempts": 3}),
        "theme": ("Accent colour, logo and the name in the player's bar.", {"accent": "#1b4f72", "logo": "media/logo.svg"}),
        "credits": ("Works by other people.", None),
        "budgets": ("What the course may weigh; karmakit's own limits hold for what is not stated.", {"picture": "150 kB"}),
        "targets": ("Options of a target.", {"scorm12": {"sco": "course"}}),
    },
    "FrontMatter": {
        "title": ("What learners see: the page's only first-level heading.", "Counting the thirty days"),
        "kind": ("What the module asks of a learner.", "do"),
        "duration": ("Learning time.", "4 min"),
        "objectives": ("What a learner can do after the module.", None),
        "competencies": ("The competencies it serves, spelt as the framework spells them.", None),
        "assessment": ("For kind test: overrides the course's assessment.", {"pass_mark": 70, "draw": 10}),
        "final": ("true on the one test that decides the course.", True),
        "requires": ("Ids of modules to finish first.", ["why-rti"]),
        "authors": ("Who wrote it.", ["A. Sharma"]),
        "translators": ("Who translated it.", ["A. Sharma"]),
        "sources": ("Where the facts come from: texts, or {title, url, date}.", ["The Right to Information Act, 2005"]),
    },
    "Objective": {
        "id": ("Unique in the course; learner records hang on it.", "last-date"),
        "text": ("What a learner can do.", "Work out the last date for a reply under section 7(1)"),
        "bloom": ("The level of thinking it asks for.", "apply"),
        "serves": ("Names of sub-themes of the module's competencies.", ["RTI Responsiveness"]),
    },
    "Competency": {
        "area": ("The area of the framework.", "Functional"),
        "theme": ("The theme, spelt as the framework spells it.", "Handling RTI Matters"),
        "subtheme": ("The sub-theme, spelt as the framework spells it.", "RTI Responsiveness"),
        "level": ("The level, by number or name.", 2),
    },
    "Assessment": {
        "pass_mark": ("Per cent of the points.", 70),
        "attempts": ("How often; 0 is without limit.", 3),
        "draw": ("How many questions an attempt draws from the bank; all unless said.", 10),
        "shuffle": ("Questions and options in another order for each attempt.", True),
        "review": ("What the result page shows.", "after-submit"),
        "time_limit": ("Minutes; without one there is no clock.", "20 min"),
    },
    "Budgets": {
        "picture": ("The most that a picture may weigh; 200 kB unless said.", "150 kB"),
        "first_view": ("The most that comes when a page is opened; 500 kB unless said, and no more.", "300 kB"),
        "module": ("The most that a module's media may weigh together; 20 MB unless said, and no more.", "10 MB"),
        "lite": ("The most that the low-bandwidth edition of the course may weigh; no limit unless said.", "1 MB"),
        "pixels": ("The most pixels on a side of a picture; 2000 unless said.", 1600),
    },
    "Scorm2004Options": {
        "edition": ("The edition of SCORM 2004 that the platform knows.", "4th"),
        "sco": ("One SCO for the course, or one a module.", "course"),
    },
    "WebOptions": {
        "short_name": ("The name under the icon of the installed course: about twelve letters.", "RTI"),
    },
    "IgotOptions": {
        "questions": ("The import template of the question files: question weights, option weights, both, or basic.", "qw"),
        "practice_sets": ("Enter practice questions as Practice Question Sets too; they are in the modules in any case.", True),
        "competencies_v5": ("List the competencies in iGOT's older form as well.", True),
        "difficulty": ("iGOT's level of the course.", "Beginner"),
        "copyright_year": ("The year that the course page shows.", 2026),
        "sectors": ("Sectors of iGOT's list, with their ids there.", [{"id": "S1", "name": "Governance"}]),
        "catalogue": (
            "For the marketplace: where the course and its picture are on the provider's own server.",
            {"link": "https://lms.example.gov.in/rti", "image": "https://lms.example.gov.in/rti.png"},
        ),
    },
    "Unit": {
        "id": ("Lower-case ASCII letters, digits and hyphens.", "basics"),
        "title": ("What learners see.", "The Act at your desk"),
        "modules": ("Names of files in modules/, without .md, in their order.", ["why-rti", "thirty-days"]),
    },
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of `course` or `module`."""
    model, title, description = NAMES[name]
    generated = model.model_json_schema()
    root = model.__name__
    _describe(generated, root)
    for inner, definition in generated.get("$defs", {}).items():
        _describe(definition, inner)
    generated.update(title=title, description=description)
    return {"$schema": DIALECT, **generated}


def _describe(definition: dict[str, Any], name: str) -> None:
    """Put descriptions and examples into a schema's properties, and take out the titles that only repeat the keys."""
    said = KEYS.get(name, {})
    for key, value in definition.get("properties", {}).items():
        _plain(value)
        if key in said:
            description, example = said[key]
            value["description"] = description
            if example is not None:
                value["examples"] = [example]


def _plain(value: dict[str, Any]) -> None:
    """Take out of a property what says nothing to an author: its title, that it may be null, bounds of a number that is text."""
    value.pop("title", None)
    choices = [choice for choice in value.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del value["anyOf"]
        value.update(choices[0])
    if value.get("default", ...) is None:
        del value["default"]
    value.pop("gt", None)
    value.pop("le", None)


def rendered(name: str) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Write the schemas, or check them; return the exit status."""
    stale = 0
    for name in NAMES:
        path = FOLDER / f"{name}.schema.json"
        text = rendered(name)
        if "--check" not in arguments:
            FOLDER.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"{path.name} is stale: run `python -m karmakit_schemas.jsonschema`\n")
            stale = 1
    return stale


def undescribed() -> list[str]:
    """Return the keys of the models that have no description, for the test that wants none."""
    models: dict[str, type[BaseModel]] = {"CourseFile": CourseFile, "FrontMatter": FrontMatter}
    return [f"{name}.{key}" for name, model in models.items() for key in model.model_fields if key not in KEYS[name]]


if __name__ == "__main__":  # pragma: no cover - run by hand
    sys.exit(main(sys.argv[1:]))
