"""Write HTML: escape what is text, quote what is an attribute, and nothing else."""

import json
import re
from collections.abc import Mapping
from typing import Any

from karmakit_schemas.nodes import Node

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def escape(text: str) -> str:
    """Return `text` as HTML text, also fit for a quoted attribute; characters that no page may hold become U+FFFD."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return _CONTROL.sub("\ufffd", text)


def attributes(values: Mapping[str, str | int | bool | None]) -> str:
    """Return attributes as they stand in a tag; None and False are left out, True stands without a value."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in values.items()
        if value is not None and value is not False
    )


def tag(name: str, content: str, /, **values: str | int | bool | None) -> str:
    """Return an element around `content`, which is HTML; `class_` and `data_kind` are written `class` and `data-kind`."""
    return f"<{name}{attributes({key.rstrip('_').replace('_', '-'): value for key, value in values.items()})}>{content}</{name}>"


def script_json(value: Any) -> str:
    """Return JSON that can stand inside a script element and in a script file."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def only_paragraph(node: Node) -> Node | None:
    """Return the one paragraph a node holds, if it holds nothing else: its text can stand without a block around it."""
    blocks = [child for child in node.children if child.kind != "comment"]
    return blocks[0] if len(blocks) == 1 and blocks[0].kind == "paragraph" else None
