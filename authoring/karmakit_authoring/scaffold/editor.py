"""What VS Code is told of a course: settings, snippets of the dialect, and the schema of `course.yml`, all without a network."""

import json
from importlib import resources
from typing import Any

from karmakit_authoring.scaffold.filling import fill, template
from karmakit_authoring.scaffold.questions import TYPES
from karmakit_schemas.directives import DIRECTIVES

FOLDER = ".vscode"
_SCHEMA = "course.schema.json"
_SETTINGS = {
    "files.encoding": "utf8",
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    "files.trimTrailingWhitespace": True,
    "yaml.schemas": {f"./{FOLDER}/{_SCHEMA}": "course.yml"},
    "[markdown]": {"editor.wordWrap": "on", "editor.quickSuggestions": {"other": True}, "editor.snippetSuggestions": "top"},
}
_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml"]}


def editor_files(language: str) -> dict[str, str]:
    """Return the files by their paths in the course."""
    schema = resources.files("karmakit_schemas").joinpath("json", _SCHEMA).read_text(encoding="utf-8")
    return {
        f"{FOLDER}/settings.json": _json(_SETTINGS),
        f"{FOLDER}/extensions.json": _json(_EXTENSIONS),
        f"{FOLDER}/karmakit.code-snippets": _json({**_directives(), **_questions(language)}),
        f"{FOLDER}/{_SCHEMA}": schema,
    }


def _directives() -> dict[str, Any]:
    """Return a snippet for each directive but the question, with the attributes it needs."""
    found = {}
    holders = {outer for directive in DIRECTIVES.values() for outer in directive.inside}
    for name, directive in DIRECTIVES.items():
        if name == "question":
            continue
        fence = "::::" if name in holders else ":::"
        needed = ["#${1:id}" if key == "id" else f'{key}="${{{at}:{key}}}"' for at, key in enumerate(sorted(directive.needs), 1)]
        head = f"{fence} {name} {{{' '.join(needed)}}}" if needed else f"{fence} {name}"
        found[name] = {"scope": "markdown", "prefix": f":{name}", "body": [head, "$0", fence], "description": f"directive {name}"}
    return found


def _questions(language: str) -> dict[str, Any]:
    """Return a snippet for each type of question, with its template's text."""
    found = {}
    for kind in TYPES:
        text = template(language, f"questions/{kind}.md").rstrip("\n").replace("\\", "\\\\").replace("$", "\\$")
        # a snippet marks its places like this: ${1:id}
        body = fill(text, {"id": "${1:id}", "objective": "${2:objective}", "n": ""})
        found[f"question {kind}"] = {
            "scope": "markdown",
            "prefix": f":question-{kind}",
            "body": body.split("\n"),
            "description": f"question, {kind}",
        }
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
