"""Colon fences: what is not closed, not known or not in its place is a finding, and what can be saved is saved."""

from collections.abc import Callable

import pytest

from karmakit_authoring.dialect import Document
from karmakit_schemas.directives import DIRECTIVES

Read = Callable[[str], Document]


def faults(document: Document) -> list[tuple[str, str, str, str]]:
    return [(f.code, f"{f.span.line}:{f.span.column}-{f.span.end_column}", f.message, f.help) for f in document.findings]


def kinds(document: Document) -> list[str]:
    return [node.kind for node in document.node.walk() if node.kind in DIRECTIVES]


CASES = {
    "never closed": (
        "::: callout {kind=tip}\nText.\n\n## Next\n",
        [("STR011", "1:1-12", "`callout` is opened here and never closed", "Put `:::` on a line of its own after its text")],
    ),
    "not closed before the next opens": (
        "::: callout\nOne.\n\n::: callout\nTwo.\n:::\n",
        [
            (
                "STR011",
                "1:1-12",
                "`callout` is not closed before `callout` opens on line 4",
                "Put `:::` before line 4; if it is to hold `callout`, give it more colons",
            )
        ],
    ),
    "holding another with as many colons": (
        "::: scenario\n::: callout\nText.\n:::\n:::\n",
        [
            (
                "STR011",
                "1:1-13",
                "`scenario` is not closed before `callout` opens on line 2",
                "Put `:::` before line 2; if it is to hold `callout`, give it more colons",
            )
        ],
    ),
    "tabs with as many colons as their tabs": (
        "::: tabs\n::: tab {title=A}\na\n:::\n::: tab {title=B}\nb\n:::\n:::\n\nAfter.\n",
        [
            (
                "STR011",
                "1:1-9",
                "the fence of `tabs` is no longer than those of the directives it holds",
                "Open and close `tabs` with `::::`",
            )
        ],
    ),
    "closing nothing": (
        "Text.\n\n:::\n",
        [("STR011", "3:1-4", "`:::` closes nothing on line 3", "Remove it, or open a directive with as many colons before it")],
    ),
    "closed with more colons": (
        "::: callout\nText.\n::::\n",
        [("STR011", "1:1-12", "`callout` is opened with 3 colons and closed with 4", "Open and close it with as many colons")],
    ),
    "closed with fewer colons": (
        "::::: callout\nText.\n:::\n",
        [("STR011", "1:1-14", "`callout` is opened with 5 colons and closed with 3", "Open and close it with as many colons")],
    ),
    "not closed, since its fence stands in a comment": (
        "::: callout\nText.\n\n<!-- a\n:::\n-->\n",
        [("STR011", "1:1-12", "`callout` is opened here and never closed", "Put `:::` on a line of its own after its text")],
    ),
    "not closed inside another": (
        ":::: scenario\n::: callout\nText.\n::::\n\nAfter.\n",
        [("STR011", "2:1-12", "`callout` is opened here and never closed", "Put `:::` on a line of its own after its text")],
    ),
    "unknown, with a near name": (
        "::: calout\nText.\n:::\n",
        [("STR010", "1:1-11", "`calout` is no directive", "Did you mean `callout`?")],
    ),
    "unknown, a callout elsewhere": (
        "::: warning\nText.\n:::\n",
        [("STR010", "1:1-12", "`warning` is no directive", "Write `callout {kind=warning}`")],
    ),
    "an attribute nobody knows": (
        "::: callout {knd=tip}\nText.\n:::\n",
        [("STR010", "1:14-21", "`callout` has no attribute `knd`", "Did you mean `kind`?")],
    ),
    "a value that is none of the choices": (
        "::: callout {title=T kind=tipp}\nText.\n:::\n",
        [("STR010", "1:22-31", "`tipp` is no kind of `callout`", "Did you mean `tip`?")],
    ),
    "an attribute that is missing": (
        "::: details\nText.\n:::\n",
        [("STR010", "1:1-12", "`details` needs `title`", 'Write it in braces after the name: {title="..."}')],
    ),
    "an id that is missing": (
        "::: reflection\nText.\n:::\n",
        [("STR010", "1:1-15", "`reflection` needs `#id`", "Write it in braces after the name: {#an-id}")],
    ),
    "an attribute twice": (
        "::: callout {kind=tip kind=note}\nText.\n:::\n",
        [("STR010", "1:23-32", "`kind` stands here a second time", "Keep one of the two")],
    ),
    "what is no attribute": (
        "::: callout {kind}\nText.\n:::\n",
        [("STR010", "1:14-18", "`kind` is no attribute", 'Write #id, key=word or key="several words"')],
    ),
    "braces that are not closed": (
        '::: callout {title="A b"\nText.\n:::\n',
        [
            (
                "STR010",
                "1:13-25",
                "the braces of the attributes are not closed",
                'Write {#id key=word key="several words"} on one line',
            )
        ],
    ),
    "a title without braces": (
        "::: callout Mind this\nText.\n:::\n",
        [
            (
                "STR010",
                "1:13-22",
                "`Mind this` stands after the name of a directive",
                'Write attributes in braces: {title="Mind this"}',
            )
        ],
    ),
    "text after the attributes": (
        "::: callout {kind=tip} Mind\nText.\n:::\n",
        [("STR010", "1:24-28", "text stands after the attributes", "Put it on the next line")],
    ),
    "a tab on its own": (
        "::: tab {title=A}\nText.\n:::\n",
        [("STR011", "1:1-8", "`tab` stands on its own", "Put it into `tabs`, whose fence is longer")],
    ),
    "tabs in a directive nobody knows": (
        ":::: tabz\n::: tab {title=A}\nText.\n:::\n::: tab {title=B}\nText.\n:::\n::::\n",
        [("STR010", "1:1-10", "`tabz` is no directive", "Did you mean `tabs`?")],
    ),
    "a tab misspelt in tabs": (
        ":::: tabs\n::: tabb {title=A}\nText.\n:::\n::::\n",
        [("STR010", "2:1-9", "`tabb` is no directive", "Did you mean `tab`?")],
    ),
    "a description in a callout": (
        ":::: callout\n::: description\nText.\n:::\n::::\n",
        [("STR011", "2:1-16", "`description` stands in `callout`", "Put it into a `figure` or a `video`, whose fence is longer")],
    ),
    "an alert nobody knows": (
        "> [!NOTICE]\n> Text.\n",
        [("STR010", "1:3-12", "`[!NOTICE]` is no alert of ours", "Did you mean `NOTE`?")],
    ),
    "a hint outside a question": (
        "> [!HINT]\n> Text.\n",
        [
            (
                "STR010",
                "1:3-10",
                "`[!HINT]` is no alert here",
                "Move it into a question, or make it one of [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION]",
            )
        ],
    ),
    "a heading with a class": (
        "## Head {.big #h}\n",
        [("STR010", "1:10-14", "a heading has no attribute `.big`", "It may have #id")],
    ),
    "a picture with what it may not have": (
        "A ![b](c.svg){height=3}.\n",
        [("STR010", "1:15-23", "a picture has no attribute `height`", "It may have .decorative, width, #id")],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_one_fault_is_one_finding_with_place_and_mend(text: str, wanted: list[tuple[str, ...]], document: Read) -> None:
    assert faults(document(text)) == wanted


SOUND = {
    "a longer fence holds shorter ones": ":::: tabs\n::: tab {title=A}\na\n:::\n::: tab {title=B}\nb\n:::\n::::\n",
    "no blank line before the closing fence after a list": "::: steps\n1. one\n2. two\n:::\n\nAfter.\n",
    "a fence right after a paragraph": "Text.\n::: callout\nMore.\n:::\nAfter.\n",
    "a fence shown as code": "::: callout\n```markdown\n::: scenario\n```\n:::\n",
    "a fence shown as indented code": "Text.\n\n    ::: scenario\n",
    "a fence in a list": "1. a\n\n   ::: callout\n   b\n   :::\n\n2. c\n",
    "a fence in a quote": "> ::: callout\n> b\n> :::\n",
    "no space after the colons": ":::callout{kind=tip}\nb\n:::\n",
    "code in a list that ends with its item": "::: callout\n- ```\n  ::: x\n\nb\n:::\n",
    "a fence in an item of a list, as long as the one around": "::: callout\n- a\n\n  ::: details {title=x}\n  b\n  :::\n:::\n",
    "a fence that is indented in the one around": "::: tabs\n  ::: tab {title=A}\n  a\n  :::\n:::\n",
    "backticks that begin no code": "::: callout\n``` a ` b\n:::\n",
    "a fence in a comment": "::: callout\n<!-- not now:\n\n::: scenario\n-->\nText.\n:::\n",
    "a closing fence in a comment": "::: callout\n<!--\n:::\n--> \nText.\n:::\n",
    "a heading in a comment": "::: callout\n<!--\n## Not now\n-->\n:::\n",
    "a comment of one line": "::: callout\n<!-- ::: -->\n:::\n",
    "a comment that is never closed": "::: callout\n<!-- a\n:::\n",
    "tabs that hold text between their tabs": ":::: tabs\n\n::: tab {title=A}\na\n:::\n\n::::\n",
    "colons in running text": "At 9:30 ::: sharp.\n",
    "an empty directive": "::: callout\n:::\n",
    "quotes and braces in a value": '::: callout {title="A {b} = c"}\nd\n:::\n',
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_sound_fences_give_no_finding(text: str, document: Read) -> None:
    assert faults(document(text)) == []


def test_text_after_a_directive_that_was_never_closed_is_not_swallowed(document: Read) -> None:
    read = document("::: callout\nInside.\n\n## After\n\nText.\n")
    assert [node.kind for node in read.node.children] == ["callout", "heading", "paragraph"]


def test_what_an_unknown_directive_holds_stands_in_its_place(document: Read) -> None:
    read = document("::: box\n## Head\n:::\n")
    assert [node.kind for node in read.node.children] == ["heading"]


def test_tabs_are_read_whole_even_where_their_fence_is_too_short(document: Read) -> None:
    read = document("::: tabs\n::: tab {title=A}\na\n:::\n::: tab {title=B}\nb\n:::\n:::\n\nAfter.\n")
    assert kinds(read) == ["tabs", "tab", "tab"]
    assert [node.kind for node in read.node.children] == ["tabs", "paragraph"]


def test_all_faults_of_a_text_are_found_at_once(document: Read) -> None:
    read = document("::: calout\na\n:::\n\n::: callout {knd=x}\nb\n:::\n\n:::\n\n::: scenario\nc\n")
    assert sorted(finding.code for finding in read.findings) == ["STR010", "STR010", "STR011", "STR011"]


def test_text_that_lies_too_deep_is_a_finding_not_a_loss_in_silence(document: Read) -> None:
    read = document("> " * 40 + "deep\n")
    assert [finding.code for finding in read.findings] == ["STR032"]
