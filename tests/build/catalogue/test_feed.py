"""What programs read: a JSON Feed 1.1, and everything that the pages say."""

import json
from dataclasses import replace

from karmakit_build.catalogue.making import catalogue


def test_the_feed_is_a_json_feed_with_an_item_a_course(entry, terms):
    feed = json.loads(catalogue([entry("one"), entry("two", language="hi", keywords=())], terms)["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["language"]) == ("Our courses", "en")
    first, second = feed["items"]
    assert first["id"] == "https://training.example.gov.in/one"
    assert first["content_text"] == "How the time limit of an application is counted."
    assert first["authors"] == [{"name": "Institute of Examples"}]
    assert first["tags"] == ["time limit"]
    assert second["language"] == "hi"
    assert "tags" not in second


def test_an_item_tells_what_only_we_know_under_a_name_of_our_own(entry, terms):
    (item,) = json.loads(catalogue([entry()], terms)["feed.json"])["items"]
    told = item["_karmakit"]
    assert {key: told[key] for key in ("id", "version", "language", "minutes", "status")} == {
        "id": "sample-course",
        "version": "1.0.0",
        "language": "en",
        "minutes": 9,
        "status": "not-vetted",
    }
    assert told["roles"] == ["Section Officer"]
    assert told["digest"] == f"sha256:{'0' * 64}"
    assert told["competencies"] == [
        {
            "area": "Functional",
            "theme": "Handling RTI Matters",
            "subtheme": "RTI Responsiveness",
            "level": 1,
            "level_name": "Operational",
            "modules": 2,
            "questions": 3,
        }
    ]


def test_addresses_stand_in_the_feed_only_where_it_is_known_where_it_will_lie(entry, terms):
    feed = json.loads(catalogue([entry()], terms)["feed.json"])
    assert "url" not in feed["items"][0]
    assert "feed_url" not in feed
    feed = json.loads(catalogue([entry()], replace(terms, address="https://example.gov.in/c/"))["feed.json"])
    assert feed["home_page_url"] == "https://example.gov.in/c/index.html"
    assert feed["feed_url"] == "https://example.gov.in/c/feed.json"
    assert feed["items"][0]["url"] == "https://example.gov.in/c/courses/sample-course.html"


def test_everything_that_the_pages_say_is_there_for_programs(entry, terms):
    told = json.loads(catalogue([entry()], terms)["catalogue.json"])
    assert (told["format"], told["day"], told["title"]) == (1, "2026-11-22", "Our courses")
    (course,) = told["courses"]
    assert course["modules"][0] == {"id": "counting", "title": "Counting the thirty days", "kind": "do", "minutes": 3.5}
    (covered,) = told["coverage"]
    assert covered["not_complete"] == ["Domain"]
    taught = [one for one in covered["subthemes"] if one["taught"]]
    assert [(one["subtheme"], one["taught"], one["missing_levels"]) for one in taught] == [
        ("RTI Responsiveness", [{"level": 1, "courses": 1, "asked_in": 1}], [2, 3])
    ]
