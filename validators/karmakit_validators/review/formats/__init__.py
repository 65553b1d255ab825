"""The formats of a review: a comment for a forge, one object for programs, text for a terminal."""

from dataclasses import replace

from karmakit_schemas.findings import Finding
from karmakit_validators.review.formats import json, markdown, text
from karmakit_validators.review.news import News
from karmakit_validators.review.review import Review
from karmakit_validators.speaking import translated

FORMATS = ("markdown", "json", "text")


def render(form: str, review: Review, lang: str, *, colour: bool = False) -> str:
    """Return a review in a format and the reader's language, with a line end at its end."""
    if lang != "en":
        told = [replace(course, findings=_translated(course.findings, lang)) for course in review.courses]
        review = replace(review, courses=tuple(told))
    if form == "text":
        return text.render(review, lang, colour=colour)
    return json.render(review, lang) if form == "json" else markdown.render(review, lang)


def _translated(found: News, lang: str) -> News:
    def all_in(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(translated(finding, lang) for finding in findings)

    return News(all_in(found.new), all_in(found.mended), found.kept)
