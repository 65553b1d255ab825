"""Bring a website into each of the states that it adds to the player: what the tests and the pictures look at."""

BLOCKED = "Object.defineProperty(self, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"


def _cover(device, server, edition):
    return device.visit(server.address).kept()


def _asking(device, server, edition):
    visit = _cover(device, server, edition)
    visit.page.click(".device .actions button >> nth=1")
    visit.page.wait_for_selector(".device-ask")
    return visit


def _foreign(device, server, edition):
    visit = _cover(device, server, edition)
    visit.page.set_input_files("input[type=file]", {"name": "x.json", "mimeType": "application/json", "buffer": b"{}"})
    visit.page.wait_for_selector(".device-said:not(:empty)")
    return visit


def _saving(device, server, edition):
    """Media on their way: the server keeps the browser waiting."""
    visit = _cover(device, server, edition)
    visit.forgiven = "Failed to load resource"
    server.holds.add("media/tone.wav")
    visit.page.locator(".device-ready ~ .actions button >> nth=0").click()
    visit.page.wait_for_selector(".device progress")
    return visit


def _saved(device, server, edition):
    visit = _cover(device, server, edition)
    save = visit.page.locator(".device-ready ~ .actions button >> nth=0")
    words = save.inner_text()
    save.click()
    visit.page.wait_for_function(
        "words => document.querySelector('.device-ready ~ .actions button')?.textContent !== words", arg=words
    )
    visit.page.wait_for_selector(".device progress", state="detached")
    return visit


def _edition(device, server, edition):
    visit = _cover(device, server, edition)
    server.files = edition
    visit.open(server.address)
    visit.page.wait_for_selector(".device-newer")
    return visit


def _settings(device, server, edition):
    visit = _cover(device, server, edition)
    visit.page.click(".icon-button[aria-controls=settings]")
    return visit


def _unkept(device, server, edition):
    window = device.window()
    window.page.add_init_script(BLOCKED)
    return window.open(server.address).kept()


def _farewell(device, server, edition):
    visit = _unkept(device, server, edition)
    visit.to("why-count")
    visit.page.click("button.exit")
    visit.page.wait_for_selector("main.farewell button")
    return visit


def _result(device, server, edition):
    visit = device.visit(server.address).to("final-test")
    visit.page.click(".test-start button.primary")
    while True:
        visit.page.wait_for_selector(".test-question form.question, .test-overview")
        if visit.page.locator(".test-overview").count():
            break
        asked = visit.page.get_attribute(".test-question form.question", "data-question")
        visit.page.click(".test-question .step button[type=submit]")
        visit.page.wait_for_function(
            "asked => document.querySelector('.test-question form.question')?.dataset.question !== asked", arg=asked
        )
    visit.page.click(".test-overview .step button.primary")
    visit.page.wait_for_selector(".record button")
    return visit


SCENES = {
    "cover": _cover,
    "asking": _asking,
    "foreign": _foreign,
    "saving": _saving,
    "saved": _saved,
    "edition": _edition,
    "settings": _settings,
    "unkept": _unkept,
    "farewell": _farewell,
    "result": _result,
}
