"""The page that lists the attacks names tests that are there."""

import re
from pathlib import Path

from karmakit_validators.catalogue import by_code

ROOT = Path(__file__).parents[3]
ROW = re.compile(r"^\| (\d+) \| .+ \| ([A-Z]{3}\d{3}) \| `(test_\w+)` \|$", re.MULTILINE)


def test_each_of_the_27_attacks_is_tried_by_a_test_that_expects_its_code():
    rows = ROW.findall((ROOT / "authoring" / "guide" / "attacks.md").read_text(encoding="utf-8"))
    assert [int(number) for number, _, _ in rows] == list(range(1, 28))
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "validators").rglob("test_*attacks*.py"))]
    for _, code, name in rows:
        assert code in by_code()
        tests = [part for text in texts for part in re.split(r"\n{3,}", text) if f"def {name}(" in part]  # with its cases above it
        assert len(tests) == 1, name
        assert code in tests[0], f"{name} does not expect {code}"
