"""What a page hides behind `<details>`, as a directive of ours."""

import re
from collections.abc import Sequence
from dataclasses import replace

from karmakit_schemas.nodes import Node


def details(nodes: Sequence[Node]) -> list[Node]:
    """Return blocks in which what stands between `<details>` and `</details>` is a directive."""
    made: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        at += 1
        if node.kind != "html" or not re.match(r"\s*<details\b", node.text, re.IGNORECASE):
            made.append(node)
            continue
        depth, end = 0, at
        for index in range(at - 1, len(nodes)):
            if nodes[index].kind == "html":
                depth += len(re.findall(r"<details\b", nodes[index].text, re.IGNORECASE))
                depth -= len(re.findall(r"</details", nodes[index].text, re.IGNORECASE))
            end = index
            if depth <= 0:
                break
        inner = nodes[at:end] if end >= at else []
        opening, rest = _summary(node.text)
        last = nodes[end].text if end >= at and nodes[end].kind == "html" else ""
        tail = re.sub(r"</details\s*>", "", last, flags=re.IGNORECASE)
        pieces = [replace(node, text=rest)] if rest.strip() else []
        pieces += [*inner, *([replace(nodes[end], text=tail)] if tail.strip() else [])]
        made.append(Node("details", node.span, "", {"title": opening or "More"}, tuple(pieces)))
        at = end + 1
    return made


def _summary(text: str) -> tuple[str, str]:
    """Return what the button says, and what is left; no sign is looked at twice."""
    bare = re.sub(r"</?details\b[^<>]*>", "", text, flags=re.IGNORECASE)
    opening = re.search(r"<summary\b[^<>]*>", bare, re.IGNORECASE)
    closing = re.compile(r"</summary\s*>", re.IGNORECASE).search(bare, opening.end()) if opening else None
    if not opening or not closing:
        return "", bare
    words = " ".join(re.sub(r"<[^<>]*>", "", bare[opening.end() : closing.start()]).split())
    return words, bare[: opening.start()] + bare[closing.end() :]
