"""What the proof says is said in Hindi too: every message and mend that stands in its files."""

import ast
import importlib.util
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from karmakit_validators import speaking
from karmakit_validators.verify import vetting

_spec = importlib.util.spec_from_file_location("bundles_in_hindi", Path(__file__).parents[1] / "test_bundles_in_hindi.py")
assert _spec
assert _spec.loader
_bundles = importlib.util.module_from_spec(_spec)
sys.modules["bundles_in_hindi"] = _bundles
_spec.loader.exec_module(_bundles)
FILES = sorted(file.name for file in resources.files(vetting).iterdir() if file.name.endswith(".py"))
OF_THE_LOG = "earlier.py"
"""Its flaws are told inside a message of PKG019, as those of the log are."""


def said(file: str) -> Iterator[tuple[str, str]]:
    """Yield code and text of each `Flaw(code, place, message, mend)` of a file."""
    tree = ast.parse(resources.files(vetting).joinpath(file).read_text(encoding="utf-8"))
    code = "PKG018" if file in {"evidence.py", "integrity.py"} else "PKG019"
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id == "Flaw" and file != OF_THE_LOG:
                for each in call.args[2:4]:
                    yield from ((code, text) for text in _bundles.texts(each, (function, tree), call.lineno))


@pytest.mark.parametrize("file", FILES)
def test_every_message_and_mend_of_the_proof_is_said_in_hindi(file):
    # two holes are a code and a flaw of vetting, which speaks for itself
    texts = {(code, text) for code, text in said(file) if text != "… …"}
    assert sorted(text for code, text in texts if not _bundles.DEVANAGARI.search(speaking.say(code, text, "hi"))) == []


def test_the_texts_of_the_proof_are_found():
    assert len({text for file in FILES for _, text in said(file)}) > 30
