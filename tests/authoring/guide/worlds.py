"""In which world the commands of each page are run, and which commands are not run here, each with its reason."""

from types import MappingProxyType

# A world is laid out by its name in `conftest.py`; its pages are walked in it one after the other, as their reader would
WORLDS = (
    ("nothing", ("authoring/guide/index.md",)),
    ("nothing", ("authoring/guide/first-module.md",)),
    ("nothing", ("authoring/guide/importing.md",)),
    ("vetted", tuple(f"authoring/guide/walks/{name}.md" for name in ("institute", "reviewer", "publication", "marketplace"))),
    ("course", ("authoring/guide/vetting.md",)),
    ("vetted", ("authoring/guide/forge.md",)),
    ("vetted", ("authoring/guide/review.md",)),
    ("flawed", ("authoring/guide/checking.md",)),
    ("media", ("authoring/guide/media.md",)),
    (
        "institute",
        (
            "README.md",
            *(
                f"authoring/guide/{name}.md"
                for name in (
                    "preview",
                    "format",
                    "editors",
                    "play",
                    "scorm2004",
                    "xapi",
                    "web",
                    "igot",
                    "igot-replay",
                    "catalogue",
                )
            ),
        ),
    ),
)

_REPLAY = "tests/build/igot_replay/test_built_kit.py"
_CI = "the sources' own tools: continuous integration runs them"
_INSTALL = "it installs from the network; the wheel is installed and tried without one"
# The words of a command: why no page runs it, and the file that runs it instead
ELSEWHERE = MappingProxyType(
    {
        "make": (_CI, ".ci/run"),
        "pytest": (_CI, ".ci/run"),
        "ruff": (_CI, "tests/run_all.py"),
        "mypy": (_CI, "tests/run_all.py"),
        "cd build/runtime": (_CI, "Makefile"),
        "python -m karmakit_schemas.jsonschema": (_CI, "tests/run_all.py"),
        "python tests/precision/run.py": (
            "it needs other people's courses",
            "tests/precision/run.py",
        ),
        "pip install": (_INSTALL, "tests/packaging/test_wheel.py"),
        "python -m pip install": (_INSTALL, "tests/packaging/test_wheel.py"),
        "playwright install": ("it installs a browser from the network", "tests/browser/chromium.py"),
        "mkdocs build": ("it builds a site of one's own", "tests/build/preview/test_plugin.py"),
        "mkdocs serve": ("it serves a site of one's own", "tests/build/preview/test_plugin.py"),
        "karmakit verify --browser": (
            "it drives Chromium",
            "tests/browser/bundles/test_verify_in_a_browser.py",
        ),
        "karmakit comment": ("it writes to a forge", "tests/packaging/test_forges_review.py"),
        "karmakit lsp --lang": ("the README starts it; here it speaks Hindi", "tests/validators/lsp/test_server.py"),
        "karmakit igot replay --send": ("it writes to iGOT", _REPLAY),
        "read": ("it asks for a token at the keyboard", _REPLAY),
        "ssh-keygen -Y verify": (
            "its files have other names each time",
            "tests/build/vetting/test_from_edit_to_vetted.py",
        ),
    }
)
