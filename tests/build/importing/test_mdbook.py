"""An mdBook becomes a course: the summary is its outline, and code comes along from the files it lies in."""

import pytest

SUMMARY = (
    "# Summary\n\n[Start](index.md)\n\n# Day one\n\n"
    "- [Hello](hello.md)\n  - [Deeper](hello/deeper.md)\n- [Draft]()\n- [Out](../secret.md)\n"
)
HELLO = (
    "---\nminutes: 5\n---\n# Hello\n\n```rust,editable\n{{#include hello/a.rs:main}}\n```\n\n{{%segment outline}}\n\n"
    "<details>\n\nSay *this*.\n\n</details>\n\n[Deeper](hello/deeper.md) <!-- x -->\n"
)
CODE = "use a;\n// ANCHOR: main\nfn main() {}\n// ANCHOR_END: main\n"
BOOK = {
    "book.toml": '[book]\ntitle = "Rust"\nauthors = ["A"]\nlanguage = "en"\n',
    "secret.md": "# secret\n",
    "src/SUMMARY.md": SUMMARY,
    "src/index.md": "# Start\n\n```c\n{{#include ../secret.md}}\n```\n",
    "src/hello.md": HELLO,
    "src/hello/deeper.md": "# Deeper\n\n## One\n\nText.\n",
    "src/hello/a.rs": CODE,
}


@pytest.fixture
def rust(book):
    return book(BOOK)


def test_parts_are_units_and_chapters_are_modules_in_their_order(rust):
    assert rust.brought.reader == "mdbook"
    assert [module.meta.title for module in rust.parsed.modules] == ["Start", "Hello", "Deeper"]
    assert [unit.title for unit in rust.parsed.part.meta.units][-1] == "Day one"
    assert "duration: 5 min\n" in rust.text("modules/hello.md")


def test_code_and_details_and_links_come_along(rust):
    text = rust.text("modules/hello.md")
    assert "```rust\nfn main() {}\n```" in text
    assert "::: details {title=More}\nSay *this*.\n:::" in text
    assert "[Deeper](deeper.md)" in text


def test_nothing_is_read_from_outside_and_what_is_missing_is_told(rust):
    assert "# secret" not in "".join(data.decode() for data in rust.brought.files.values())
    assert any("what it takes in from ../secret.md, which is not in the folder" in line for line in rust.lost)
    assert any("the chapter Draft is a draft" in line for line in rust.lost)
    assert any("the chapter Out is not there" in line for line in rust.lost)
