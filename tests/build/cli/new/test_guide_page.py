"""The page `Your first module` of the guide names what there is; `tests/authoring/guide` runs its commands."""

from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[4] / "authoring" / "guide" / "first-module.md"


@pytest.mark.parametrize("kind", ["watch", "think", "do", "explore", "test"])
def test_the_page_names_every_kind(kind):
    assert f"| `{kind}` |" in PAGE.read_text(encoding="utf-8")
