"""The words of a pack: complete in each language, with the same holes, and none that nobody says."""

import re
from pathlib import Path

import pytest

from karmakit_build.reviewing import pack
from karmakit_build.reviewing.pack.words import role, words

PACK = Path(pack.__file__).parent
SCRIPT = PACK.parents[2] / "runtime" / "src" / "pack"
HOLE = re.compile(r"\{(\w+)\}")


def test_both_languages_say_the_same_with_the_same_holes():
    english, hindi = words("en").texts, words("hi").texts
    assert list(english) == list(hindi)
    for key, text in english.items():
        assert sorted(HOLE.findall(text)) == sorted(HOLE.findall(hindi[key])), key


def test_every_text_in_hindi_is_in_its_script_but_where_it_is_only_holes():
    for key, text in words("hi").texts.items():
        bare = HOLE.sub("", text).strip(", ()")
        assert not bare or re.search(r"[\u0900-\u097f]", bare), key


@pytest.mark.skipif(not SCRIPT.is_dir(), reason="only a checkout has the script's source")
def test_nothing_is_written_that_nobody_says():
    source = "".join(path.read_text(encoding="utf-8") for path in PACK.glob("*.py"))
    source += (PACK.parent.parent / "cli" / "_reviewing.py").read_text(encoding="utf-8")
    script = "".join(path.read_text(encoding="utf-8") for path in SCRIPT.glob("*.ts"))
    built = ("answer.", "place.", "role.", "state.", "status.", "form.by-", "page.", "finish.", "js.")
    for key in words("en").texts:
        short = key.removeprefix("js.")
        said = f'"{short}"' in script if key.startswith("js.") else key.removesuffix(".one").removesuffix(".other") in source
        assert said or key.startswith(built), key
        if key.startswith("js."):
            assert f'"{short}"' in script or short in {"approve", "request-changes", "kept", "not-kept"}, key


def test_a_role_that_nobody_foresaw_is_called_by_its_id():
    assert role("subject-expert", words("hi")) == "विषय विशेषज्ञ"
    assert role("health-desk", words("hi")) == "health desk"
