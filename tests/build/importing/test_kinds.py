"""A file is known by its name and its first bytes, before any reader is loaded."""

import pkgutil
import subprocess
import sys

from karmakit_build.importing import kinds, readers


def test_every_kind_has_a_reader_and_every_reader_a_kind():
    there = sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(readers.__path__))
    assert list(kinds.names()) == there
    assert len({kinds.kind(name).TITLE for name in there}) == len(there)


def test_choosing_loads_neither_a_reader_nor_a_library(tmp_path):
    (tmp_path / "bank.gift").write_text("By when? {=30 days ~45 days}")
    code = """
import sys
from pathlib import Path
from karmakit_build.importing.kinds import kind_of
assert kind_of(Path(sys.argv[1])) == "gift"
heavy = ("lxml", "markdown_it", "yaml", "pydantic", "mammoth", "pptx", "karmakit_validators", "karmakit_build.importing.readers")
print(*(name for name in heavy if name in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "bank.gift"], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")
