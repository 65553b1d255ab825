"""A forge that keeps comments, on loopback."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import forge_api


@pytest.fixture
def api():
    """Give the stand-in for a forge's comments, and its address."""
    with forge_api.running() as running:
        yield running
