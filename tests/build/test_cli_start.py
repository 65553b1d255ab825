"""How the command line starts: without what it does not need, and with all that somebody may ask for."""

import subprocess
import sys

CODE = """
import sys
from karmakit_build.cli._plugins import leave_out_plugins
leave_out_plugins()
import karmakit_schemas.course
print("email" in sys.modules)
from importlib.metadata import PackageNotFoundError, entry_points, version
import importlib.metadata
print(issubclass(PackageNotFoundError, Exception), version("click") == importlib.metadata.version("click"))
print(len(entry_points(group="console_scripts")) > 0, importlib.metadata.__name__)
"""


def test_pydantic_looks_for_no_plugins_and_others_find_what_is_installed():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["False", "True True", "True importlib.metadata"], done.stderr
