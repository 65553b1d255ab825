"""The store and the checkers lie beside the tests, in no package."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
