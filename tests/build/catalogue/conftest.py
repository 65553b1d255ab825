"""Entries built by hand, so that the catalogue is tested without courses on the disk."""

from collections.abc import Callable
from datetime import date

import pytest

from karmakit_build.catalogue.entry import Entry, Status, Step, Taught
from karmakit_build.catalogue.terms import Terms
from karmakit_schemas.course import Contact

RTI = Taught("Functional", "Handling RTI Matters", "RTI Responsiveness", 1, 2, 3)


@pytest.fixture
def entry() -> Callable[..., Entry]:
    """Return what makes an entry."""

    def make(identifier: str = "sample-course", **given: object) -> Entry:
        values = {
            "id": identifier,
            "iri": f"https://training.example.gov.in/{identifier}",
            "title": "Counting the days",
            "subtitle": "",
            "summary": "How the time limit of an application is counted.",
            "outcomes": ("Count the time limit",),
            "language": "en",
            "translations": (),
            "provider": "Institute of Examples",
            "licence": "CC-BY-4.0",
            "version": "1.0.0",
            "contact": Contact(name="Desk", email="desk@example.gov.in"),
            "roles": ("Section Officer",),
            "keywords": ("time limit",),
            "steps": (Step("counting", "Counting the thirty days", "do", 3.5), Step("final-test", "Final test", "test", 5.0)),
            "framework": "kcm",
            "competencies": (RTI,),
            "review_by": None,
            "digest": "0" * 64,
            "status": Status.not_vetted,
            "judged": True,
            **given,
        }
        return Entry(**values)

    return make


@pytest.fixture
def terms() -> Terms:
    return Terms("en", "Our courses", date(2026, 11, 22))
