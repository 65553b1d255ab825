"""What is not asked of a foreign work, and why."""

from works import Work

from karmakit_schemas.findings import Finding

COURSE = "speaks of what only a course of ours says of itself: a foreign work has no course.yml, and its front-matter is not ours"
DIALECT = "speaks of our directives; colon fences, braces and boxes of other dialects are right where they stand"
MADE = "speaks of ids, anchors, blank lines or spaces that reading a foreign work as ours has made"
FRAME = "speaks of the frame of our modules: a foreign chapter is not planned for one sitting of five minutes, nor has it our kinds"
INDIA = "speaks of what is usual in India, for which these works were not written"
FOLDER = "speaks of our folder: reading puts every picture into media/, whether the work uses it or not"

OFF = {
    "MET": COURSE,
    "VET": COURSE,
    "PKG": COURSE,
    "LIC001": COURSE,
    "STR001": COURSE,
    "STR002": COURSE,
    "STR003": COURSE,
    "STR020": COURSE,
    "STR021": COURSE,
    "STR022": COURSE,
    "STR031": COURSE,
    "STR033": COURSE,
    "STR034": COURSE,
    "OBJ001": COURSE,
    "OBJ008": COURSE,
    "OBJ009": COURSE,
    "OBJ010": COURSE,
    "OBJ016": COURSE,
    "OBJ019": COURSE,
    "ITM029": COURSE,
    "ITM030": COURSE,
    "ITM036": COURSE,
    "ITM042": COURSE,
    "ITM043": COURSE,
    "STR010": DIALECT,
    "STR011": DIALECT,
    "STR014": MADE,
    "STR018": MADE,
    "STR030": MADE,
    "STR023": MADE,
    "ITM041": MADE,
    "LNG016": INDIA,
    "OBJ013": FRAME,
    "OBJ014": FRAME,
    "OBJ017": FRAME,
    "OBJ022": FRAME,
    "STR012": FRAME,
    "STR013": FRAME,
    "MED017": FOLDER,
    "STR017": FOLDER,
}
"""Codes, or their first letters, with the reason; the guide's table prints them."""

FAMILY = 3
ROUTED = frozenset({"LNK001", "LNK002", "MED001"})
RENDERED = ".html`"
ROUTED_WHY = "works whose site generator gives pages and pictures other addresses than their files have"


def is_asked(finding: Finding, work: Work) -> bool:
    """Say whether a finding speaks of the text of a work, not of what makes it no course of ours."""
    return reason(finding.code) is None and not (finding.code in ROUTED and (work.routed or RENDERED in finding.message))


def reason(code: str) -> str | None:
    """Return why a rule is not asked; None if it is."""
    return OFF.get(code) or OFF.get(code[:FAMILY])
