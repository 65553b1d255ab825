"""Settle the alternatives of an Office part, so that what it shows stands in it once."""

from karmakit_build.importing.office.names import MC, tag
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element

_KNOWN = frozenset({"a14", "p14", "p15", "w14", "w15", "wp14", "wps", "wpg", "wpc", "cx1", "c14", "c16", "cx"})
# what only the newest programs show; their fallback is a picture of it
_UNSEEN = frozenset({"contentPart", "model3d"})


def settled(root: Element) -> None:
    """Put in the place of each `mc:AlternateContent` the choice that we know, else the fallback (ECMA-376 Part 3, 7.6).

    Without a fallback the first choice stands, so that nothing goes unseen. Outer alternatives are settled before inner ones.
    """
    for each in list(root.iter(tag(MC, "AlternateContent"))):
        parent = each.getparent()
        if parent is None or each.getroottree().getroot() is not root:
            continue  # it lay in an alternative that was not taken
        at = parent.index(each)
        tail = each.tail
        taken = list(_taken(each))
        parent[at : at + 1] = taken
        if tail and taken:
            taken[-1].tail = (taken[-1].tail or "") + tail


def _taken(alternatives: Element) -> list[Element]:
    choices = [each for each in alternatives if local(each) == "Choice"]
    fallback = next((each for each in alternatives if local(each) == "Fallback"), None)
    for choice in choices:
        needs = set(choice.get("Requires", "").split())
        if needs <= _KNOWN and not any(local(inner) in _UNSEEN for inner in choice.iter()):
            return list(choice)
    return list(fallback if fallback is not None and len(fallback) else choices[0] if choices else [])
