"""What reading a course finds is said in Hindi too, whatever value or name the message holds."""

import re

import pytest

from karmakit_authoring.parse import parse
from karmakit_schemas.sources import Sources
from karmakit_validators import speaking

DEVANAGARI = re.compile(r"[\u0900-\u097f]")
QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"|'[^']*'|\{[^}]*\}")
# words of a sentence, which no name or value of the samples holds
ENGLISH = re.compile(r"\b(?:the|is|are|not|which|must|says|with|nothing|item|keys and values|a list)\b")
HEAD = "---\ntitle: A\nkind: do\nduration: 1 min\n---\n\n"

YAML = [
    "id: [x\n",
    "id: x\nid: y\n",
    "id: x\n\ttitle: y\n",
    'id: "x\n',
    "id: a: b\n",
    "1: x\n",
    "? [a]\n: b\n",
    "id: x\n---\nid: y\n",
    "id: &a x\ntitle: *a\nsummary: !!str x\n",
    "- a\n- b\n",
    "units: {id: a}\nversion: 1.0\nlanguage: 12\noutcomes: []\ncontact: x\naudience: [a]\nkeywords: one\n",
    "units:\n  - {id: A B, titel: x, modules: [one.md, two three, '']}\n  - x\n  -\n",
    "mode: self\norder: in-oder\nframework: x\nreview_by: 3 March\nlicence:\nprovider: ''\ntitle: {a: b}\nsummary: 12\n",
    "assessment: {pass_mark: 170, attempts: many, draw: 0, shuffle: 3, time_limit: a, review: x}\ntheme: {accent: b, logo: /a}\n",
    "id: x\nunknown: 1\npublisher: {domain: A}\ntranslations: {hi: A B}\ncredits: [{file: /x}]\noutcomes: [{id: A}]\n",
    f"id: {'x' * 90}\nthumbnail: 'a\\b'\ncontact: {{name: A, email: b, url: c}}\n",
]
TEXTS = [
    "",
    "## No front-matter\n",
    "\n---\ntitle: A\n---\n",
    "---\ntitle: A\n",
    "---\n---\n",
    "---\nobjectives: [{id: a, text: [b], bloom: aply}, {text: c}]\ncompetencies: [{level: []}]\nduration: 4 h\nfinal: yes\n---\n",
    HEAD + "::: scenarios\nText.\n:::\n\n::: note\nText.\n:::\n\n:::: {x=1}\nText.\n::::\n",
    HEAD
    + "::: callout {kind=tipp titel=x title=a title=b ~~}\nText.\n:::\n\n::: steps {#a}\n1. a\n\n:::\n\n::: figure\nText.\n:::\n",
    HEAD + "::: tab {title=a}\nText.\n:::\n\n::: description\nText.\n:::\n\n::: question {points=x}\n:::\n",
    HEAD + "::: scenario {title=a\nText.\n:::\n\n::: scenario title\nText.\n:::\n\n::: scenario {title=a} more\nText.\n:::\n",
    HEAD + "::: scenario\nText.\n\n## Heading\n",
    HEAD + "::: scenario\nText.\n::::\n\n:::\n",
    HEAD + "::: scenario\nText.\n\n::: details {title=a}\nText.\n:::\n",
    HEAD + "::: tabs\n::: tab {title=a}\nText.\n:::\n:::\n",
    HEAD + "> [!NOET]\n> Text.\n\n> [!HINT]\n> Text.\n\n## A {#a .b}\n\n![a](b.svg){.c}\n",
    HEAD + "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n",
    HEAD + ">" * 120 + " deep\n",
]


@pytest.mark.parametrize("files", [{"course.yml": text} for text in YAML] + [{"modules/one.md": text} for text in TEXTS])
def test_a_fault_of_reading_is_said_in_hindi(files):
    for finding in parse(Sources("x", {path: text.encode() for path, text in files.items()})).findings:
        said = speaking.translated(finding, "hi")
        for theirs, ours in ((said.message, finding.message), (said.help, finding.help)):
            assert not ours or DEVANAGARI.search(theirs), ours
            assert not ENGLISH.search(QUOTED.sub("", theirs)), (ours, theirs)


@pytest.mark.parametrize("data", [b"caf\xe9", b"x" * 1_100_000, b"Text.\n", b"Term\n: Meaning\n\n# Heading\n"])
def test_a_fault_of_a_glossary_is_said_in_hindi(data):
    for finding in parse(Sources("x", {"glossary.md": data})).findings:
        said = speaking.translated(finding, "hi")
        assert DEVANAGARI.search(said.message), finding.message
        assert DEVANAGARI.search(said.help), finding.help
