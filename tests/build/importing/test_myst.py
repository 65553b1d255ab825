"""MyST and Jupyter Books become courses: parts are units, directives are boxes, notebooks are text and code."""

import json

import pytest

from karmakit_schemas.errors import UnusableInputError

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
TOC = (
    "format: jb-book\nroot: intro\nparts:\n- caption: Basics\n  chapters:\n  - file: one\n"
    "    sections:\n    - file: work\n  - file: gone\n"
)
ONE = """# Testing

```{note}
Be **sure**.
```

:::{admonition} Key points
:class: tip
- one
:::

````{tabs}
```{code-tab} py
# a comment
x = 1
```
```{tab} Words
Text.
```
````

```{figure} tree.png
---
alt: A tree
name: tree
---
How it grows.
```

(later)=
## Later

See {ref}`this <later>`, {math}`a^2` and [intro](intro.md).

```{dropdown} Answer
Yes.
```

```{include} ../../etc/passwd
```
"""
NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": ["# Work\n", "Read."]},
        {"cell_type": "code", "source": "print(1)\n", "outputs": [{"output_type": "stream", "text": "1"}]},
    ],
    "metadata": {"kernelspec": {"language": "python"}},
    "nbformat": 4,
}
BOOK = {
    "_toc.yml": TOC,
    "_config.yml": "title: A book\n",
    "intro.md": "# Intro\n\nHello.\n",
    "one.md": ONE,
    "tree.png": PNG,
    "work.ipynb": json.dumps(NOTEBOOK),
}


@pytest.fixture
def myst(book):
    return book(BOOK)


def test_parts_are_units_in_the_order_of_the_table_of_contents(myst):
    assert myst.brought.reader == "myst"
    assert [unit.title for unit in myst.parsed.part.meta.units] == ["A book", "Basics"]
    assert [module.meta.title for module in myst.parsed.modules] == ["Intro", "Testing", "Work"]


def test_directives_become_ours(myst):
    text = myst.text("modules/one.md")
    assert "::: callout {kind=note}\nBe **sure**.\n:::" in text
    assert '::: callout {kind=note title="Key points"}\n- one\n\n:::' in text
    assert ":::: tabs\n::: tab {title=Python}\n```py\n# a comment\nx = 1\n```\n:::" in text
    assert "::: details {title=Answer}\nYes.\n:::" in text
    assert '::: figure {src=media/tree.png alt="A tree"}\nHow it grows.\n:::' in text
    assert "[this](#later), $a^2$ and [intro](intro.md)" in text


def test_cells_of_a_notebook_are_text_and_code_and_what_they_printed_is_told(myst):
    assert "Read.\n\n```python\nprint(1)\n```" in myst.text("modules/work.md")
    assert any("work.ipynb, cell 2: what its code printed" in line for line in myst.lost)


def test_what_lies_outside_or_is_missing_is_told_and_never_read(myst):
    assert any("a `include`, ../../etc/passwd" in line for line in myst.lost)
    assert any("the page gone is not there" in line for line in myst.lost)
    assert myst.brought.draft.counts == myst.brought.counts


def test_a_notebook_that_is_none_is_refused_in_one_line(course):
    with pytest.raises(UnusableInputError, match="this is no notebook"):
        course("work.ipynb", "[1, 2", "myst")
