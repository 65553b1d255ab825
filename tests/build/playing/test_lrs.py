"""The record store keeps what xAPI says it keeps, and refuses what it may refuse."""

import json

import pytest

from karmakit_build.playing.asking import Refused, Request
from karmakit_build.playing.lrs import Store

HEADERS = {"x-experience-api-version": "1.0.3", "content-type": "application/json"}
AGENT = json.dumps({"account": {"homePage": "https://x.example", "name": "a"}})
ID = "7ccd3322-e1a5-411a-a67d-6a735c76f119"
OTHER = "12345678-1234-5678-8234-567812345678"


def statement(**more):
    return {
        "actor": json.loads(AGENT),
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": "https://example.org/q"},
    } | more


def ask(store, method, resource="statements", body=None, **query):
    headers = HEADERS | query.pop("headers", {})
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    reply = store.answer(resource, Request(method, f"/xapi/{resource}", query, headers, sent))
    return reply.status, json.loads(reply.body) if reply.body.startswith((b"{", b"[")) else reply.body, reply


def refused(status):
    return pytest.raises(Refused, check=lambda error: error.status == status)


def test_statements_are_posted_put_and_found_again():
    heard = []
    store = Store(heard.append)
    status, ids, _ = ask(store, "POST", body=[statement(), statement(id=ID)])
    assert (status, len(ids), ids[1]) == (200, 2, ID)
    assert ask(store, "PUT", body=statement(), statementId=OTHER)[0] == 204
    assert [one["id"] for one in heard] == [*ids, OTHER]
    assert {"stored", "timestamp", "version"} <= heard[0].keys()
    assert ask(store, "GET", statementId=ID)[1]["id"] == ID
    assert [one["id"] for one in ask(store, "GET", ascending="true", limit="2")[1]["statements"]] == ids
    assert len(ask(store, "GET", verb="http://adlnet.gov/expapi/verbs/passed")[1]["statements"]) == 0
    assert ask(store, "GET", statementId="00000000-0000-4000-8000-000000000000")[0] == 404


def test_a_statement_sent_twice_is_kept_once_and_another_of_its_id_is_refused():
    store = Store()
    ask(store, "POST", body=statement(id=ID))
    assert ask(store, "POST", body=statement(id=ID))[0] == 200
    assert len(store.statements) == 1
    with refused(409):
        ask(store, "POST", body=statement(id=ID, result={"success": True}))


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[" * 100_000,
        "text",
        [None],
        {},
        statement(actor="me"),
        statement(verb={}),
        statement(object={}),
        statement(id="1"),
        statement(result=[]),
        statement(context=1),
    ],
)
def test_what_is_no_statement_is_refused_and_nothing_of_it_kept(body):
    store = Store()
    with refused(400):
        ask(store, "POST", body=[statement(), body] if isinstance(body, dict) else body)
    assert store.statements == []


def test_a_request_without_a_version_is_refused_but_not_a_question_about_the_store():
    store = Store()
    with refused(400):
        store.answer("statements", Request("GET", "/xapi/statements"))
    assert store.answer("about", Request("GET", "/xapi/about")).status == 200
    with refused(404):
        ask(store, "GET", "nothing")


def test_state_is_kept_merged_listed_and_deleted():
    store = Store()
    place = {"activityId": "https://example.org/a", "agent": AGENT, "registration": ID}
    state = place | {"stateId": "place"}
    assert ask(store, "GET", "activities/state", **state)[0] == 404
    _, _, put = ask(store, "PUT", "activities/state", {"a": 1}, **state)
    status, body, got = ask(store, "GET", "activities/state", **state)
    assert (status, body, got.headers["ETag"]) == (200, {"a": 1}, put.headers["ETag"])
    ask(store, "POST", "activities/state", {"b": 2}, **state)
    assert ask(store, "GET", "activities/state", **state)[1] == {"a": 1, "b": 2}
    assert ask(store, "GET", "activities/state", **place)[1] == ["place"]
    other_learner = state | {"agent": json.dumps({"mbox": "mailto:b@example.org"})}
    assert ask(store, "GET", "activities/state", **other_learner)[0] == 404
    assert ask(store, "DELETE", "activities/state", **place)[0] == 204
    assert store.documents == {}
    with refused(400):
        ask(store, "PUT", "activities/state", {}, activityId="x", stateId="y")
    with refused(400):
        ask(store, "GET", "activities/state", activityId="x", agent="[", stateId="y")


def test_what_was_changed_in_between_is_not_overwritten():
    store = Store()
    state = {"activityId": "https://example.org/a", "agent": AGENT, "stateId": "place"}
    none = {"headers": {"if-none-match": "*"}}
    _, _, first = ask(store, "PUT", "activities/state", {}, **state, **none)
    with refused(412):
        ask(store, "PUT", "activities/state", {}, **state, **none)
    ask(store, "PUT", "activities/state", {"a": 1}, **state, headers={"if-match": first.headers["ETag"]})
    with refused(412):
        ask(store, "PUT", "activities/state", {"a": 2}, **state, headers={"if-match": first.headers["ETag"]})
    profile = {"activityId": "https://example.org/a", "profileId": "p"}
    ask(store, "PUT", "activities/profile", {}, **profile)
    with refused(409):
        ask(store, "PUT", "activities/profile", {}, **profile)
    assert ask(store, "GET", "agents/profile", agent=AGENT, profileId="p")[0] == 404
