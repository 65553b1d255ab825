"""Ralph takes every kind of statement and gives it back; its models find nothing wrong."""

import re

import pytest
import ralph
import samples

needed = pytest.mark.skipif(not ralph.is_installed(), reason=ralph.MISSING)


@pytest.fixture
def store(tmp_path):
    with ralph.running(tmp_path) as address:
        yield address


def test_the_lock_file_holds_hashes_and_names_no_registry():
    lock = (ralph.HERE / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index", lock)
    assert lock.count("--hash=sha256:") > lock.count("==")
    assert "ralph-malph==5.1.0" in lock


@needed
def test_every_kind_of_statement_is_taken_and_read_back_in_order(store):
    sent = samples.every_kind()
    first, *rest = sent
    assert ralph.ask(store, "PUT", "statements", first, statementId=first["id"]).status == 204
    assert ralph.ask(store, "POST", "statements", rest).status == 200
    read = ralph.statements(store)
    assert [each["id"] for each in read] == [each["id"] for each in sent]
    for before, after in zip(sent, read, strict=True):
        assert {key: after[key] for key in before} == before


@needed
def test_a_statement_sent_twice_is_stored_once_and_another_of_its_id_refused(store):
    statement = samples.every_kind()[0]
    for _ in range(2):
        assert ralph.ask(store, "PUT", "statements", statement, statementId=statement["id"]).status == 204
    other = {**statement, "object": samples.TEST}
    assert ralph.ask(store, "PUT", "statements", other, statementId=statement["id"]).status == 409
    assert len(ralph.statements(store)) == 1


@needed
def test_what_is_no_statement_or_comes_without_credentials_is_refused(store):
    assert ralph.ask(store, "POST", "statements", [{"actor": samples.ACTOR}]).status in (400, 422)
    assert ralph.ask(store._replace(password="guessed"), "GET", "statements").status == 401


@needed
def test_the_models_accept_every_kind_of_statement_and_refuse_what_is_none():
    good = samples.every_kind()
    assert ralph.model_faults(good) == []
    bad = [{**good[0], "verb": {"id": "no iri"}}, {**good[1], "timestamp": "yesterday"}]
    assert [fault.partition(":")[0] for fault in ralph.model_faults(bad)] == [each["id"] for each in bad]


@needed
def test_the_server_is_stopped_also_when_a_test_fails(tmp_path, monkeypatch):
    started = []
    start = ralph.subprocess.Popen
    monkeypatch.setattr(ralph.subprocess, "Popen", lambda *words, **how: started.append(start(*words, **how)) or started[-1])
    with pytest.raises(ZeroDivisionError), ralph.running(tmp_path):
        raise ZeroDivisionError
    assert started[0].returncode is not None


@needed
def test_a_server_that_cannot_start_says_why(tmp_path, monkeypatch):
    monkeypatch.setattr(ralph, "_SERVE", "raise SystemExit('no store today')")
    with pytest.raises(RuntimeError, match="no store today"), ralph.running(tmp_path):
        raise AssertionError("it must not start")  # pragma: no cover - only reached if the test fails
