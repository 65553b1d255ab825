"""The course without a network: whole from the second visit on, media when asked for, one edition at a time."""

import pytest

pytestmark = pytest.mark.slow
MODULES = ("why-count", "at-the-counter", "choosing", "arranging")


def done(visit):
    return visit.page.inner_text(".bar-words")


def test_the_whole_course_is_taken_without_a_network_in_a_browser_that_was_started_anew(device, server, keys, practise):
    device.visit(server.address).kept()
    server.down()
    device.start()
    visit = device.visit(server.address)
    for module in MODULES:
        visit.to(module)
        practise(visit, module)
        visit.page.click(".pager-next")
    visit.to("final-test")
    visit.page.click(".test-start button.primary")
    visit.learner.sit(keys.answers("final-test", right=True))
    assert visit.page.inner_text(".record p") == "Kept on this device: final test passed, best score 100 %."
    assert done(visit) == "5 of 5 modules"

    device.start()
    visit = device.visit(server.address)
    assert visit.page.inner_text(".reached .verdict") == "You have completed this course."
    assert done(visit) == "5 of 5 modules"
    visit.to("choosing")
    for name, (kind, _) in keys.answers("choosing", right=True).items():
        if kind in {"single", "multiple", "true-false"}:
            assert visit.page.is_visible(f"#q-{name} .result .verdict"), name
    server.up()


def test_a_learner_who_leaves_in_the_middle_comes_back_to_the_place_and_the_answers(device, server):
    visit = device.visit(server.address).kept().to("choosing")
    first = visit.page.get_attribute("form.question >> nth=0", "id")
    visit.page.check(f"#{first} input >> nth=0")
    visit.page.click(f"#{first} .actions [type=submit]")
    visit.page.wait_for_selector(f"#{first}[data-outcome]")
    outcome = visit.page.get_attribute(f"#{first}", "data-outcome")
    server.down()
    device.start()
    visit = device.visit(server.address)
    assert visit.page.inner_text(".start .button") == "Resume"
    visit.page.click(".start .button")
    visit.page.wait_for_selector(f"#{first}[data-outcome={outcome}]")
    assert visit.page.is_checked(f"#{first} input >> nth=0")
    server.up()


def test_every_address_of_the_site_opens_without_a_network(device, server):
    device.visit(server.address).kept()
    server.down()
    window = device.window()
    for path in ("", "index.html", "index.html?from=mail", "pages/choosing.html", "pages/choosing.html?a=b#clock", "print.html"):
        window.page.goto("about:blank")
        window.page.goto(server.address + path)
        window.page.wait_for_selector("h1")
    server.up()


def test_a_site_at_the_root_of_a_server_works_like_one_in_a_folder(device, server, files):
    server.folder = "/"
    device.visit(server.address).kept()
    server.down()
    assert device.visit(server.address).kept().page.title() == "Counting the days"
    server.up()


def test_two_courses_on_one_server_do_not_touch_each_other(device, server, edition):
    device.visit(server.address).kept()
    server.folder, server.files = "/other/", edition
    other = server.address
    device.visit(other).kept()
    server.down()
    assert "In the new edition" in device.visit(other).to("why-count").page.inner_text("main")
    server.folder = "/some/dir/"
    device.start()
    assert "In the new edition" not in device.visit(server.address).to("why-count").page.inner_text("main")
    server.up()


# ---- media -----------------------------------------------------------------------------------------------------------------

RANGE = """async range => {
  const response = await fetch('media/tone.wav', { headers: { Range: range } });
  const body = await response.arrayBuffer();
  return [response.status, response.headers.get('Content-Range'), body.byteLength];
}"""


def test_media_are_loaded_only_when_asked_for_and_their_size_is_said_first(device, server, files):
    visit = device.visit(server.address).kept()
    size = len(files["media/tone.wav"])
    save = visit.page.get_by_role("button", name="Save for offline use, 0.2\u00a0MB")
    save.wait_for()
    assert "media/tone.wav" not in server.asked
    save.click()
    visit.page.wait_for_selector("text=Its media are saved as well, 0.2\u00a0MB.")
    assert server.asked.count("media/tone.wav") == 1

    server.down()
    device.start()
    visit = device.visit(server.address)
    visit.forgiven = "416"
    visit.page.wait_for_selector("text=Its media are saved as well, 0.2\u00a0MB.")
    assert visit.page.evaluate(RANGE, "bytes=0-1") == [206, f"bytes 0-1/{size}", 2]
    assert visit.page.evaluate(RANGE, "bytes=100-") == [206, f"bytes 100-{size - 1}/{size}", size - 100]
    assert visit.page.evaluate(RANGE, "bytes=-7") == [206, f"bytes {size - 7}-{size - 1}/{size}", 7]
    assert visit.page.evaluate(RANGE, f"bytes=0-{size * 2}") == [206, f"bytes 0-{size - 1}/{size}", size]
    assert visit.page.evaluate(RANGE, f"bytes={size}-") == [416, f"bytes */{size}", 0]
    assert visit.page.evaluate(RANGE, "bytes=5-2") == [200, None, size]
    assert visit.page.evaluate(RANGE, "lines=1-2") == [200, None, size]
    server.up()


def test_a_saved_sound_plays_from_its_middle_without_a_network(device, server):
    visit = device.visit(server.address).kept()
    visit.page.click("text=Save for offline use")
    visit.page.wait_for_selector("text=Its media are saved as well")
    server.down()
    visit = device.visit(server.address).to("at-the-counter")
    at = visit.page.evaluate(
        """() => new Promise((done, failed) => {
          const sound = document.querySelector('audio');
          sound.onerror = () => failed(new Error(sound.error.message));
          sound.onloadedmetadata = () => { sound.currentTime = 20; };
          sound.onseeked = () => done(sound.currentTime);
          sound.load(); sound.preload = 'auto';
        })"""
    )
    assert at == 20
    server.up()


def test_saved_media_can_be_taken_off_the_device(device, server):
    visit = device.visit(server.address).kept()
    visit.page.click("text=Save for offline use")
    visit.page.click("text=Remove the saved media")
    visit.page.wait_for_selector("text=Save for offline use")
    assert visit.page.evaluate("document.activeElement.textContent") == "Save for offline use, 0.2\u00a0MB"


def test_media_that_cannot_be_loaded_are_told_and_can_be_tried_again(device, server, files):
    visit = device.visit(server.address).kept()
    visit.forgiven = "Failed to load resource"
    server.files = {name: data for name, data in files.items() if name != "media/tone.wav"}
    visit.page.click("text=Save for offline use")
    visit.page.wait_for_selector("text=Not all media could be saved.")
    server.files = files
    visit.page.click("text=Save for offline use")
    visit.page.wait_for_selector("text=Its media are saved as well")
    assert visit.page.locator("text=Not all media could be saved.").count() == 0


# ---- editions --------------------------------------------------------------------------------------------------------------


def test_a_new_edition_takes_over_when_the_learner_says_so_and_the_record_stays(device, server, edition):
    visit = device.visit(server.address).kept().to("why-count")
    visit.page.click(".pager-next")
    visit.to("")
    server.files = edition
    server.asked.clear()
    visit = visit.open(server.address)
    visit.page.wait_for_selector("text=A new edition of this course is ready.")
    assert set(server.asked) == {"sw.js", "pages/why-count.html", "print.html"}, "what did not change is not loaded again"
    assert "In the new edition" not in visit.to("why-count").page.inner_text("main"), "until then the old one is served"
    visit.to("")
    with visit.page.expect_navigation():
        visit.page.click("text=Open the new edition")
    visit.page.wait_for_selector("header.bar .exit")
    server.down()
    assert "In the new edition" in visit.to("why-count").page.inner_text("main")
    assert done(visit) == "1 of 5 modules"
    held = visit.page.evaluate(
        """async () => {
          const [name] = await caches.keys();
          const held = await (await caches.open(name)).keys();
          return held.filter(({ url }) => url.includes('why-count')).length;
        }"""
    )
    assert held == 1, "nothing of the old edition is left"
    server.up()


def test_a_new_edition_takes_over_by_itself_when_the_course_was_closed(device, server, edition):
    device.visit(server.address).kept()
    server.files = edition
    visit = device.visit(server.address)
    visit.page.wait_for_selector("text=A new edition of this course is ready.")
    server.down()
    device.start()
    visit = device.visit(server.address)
    visit.page.wait_for_function("() => navigator.serviceWorker.getRegistration().then(found => !found.waiting)")
    assert "In the new edition" in device.visit(server.address).to("why-count").page.inner_text("main")
    server.up()


def test_an_edition_that_is_not_whole_on_the_server_is_never_taken(device, server, files, edition):
    visit = device.visit(server.address).kept()
    visit.forgiven = "integrity"
    server.files = {**edition, "pages/why-count.html": edition["pages/why-count.html"] + b" "}
    refused = visit.page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          const found = new Promise((done) => registration.addEventListener('updatefound', () => done(registration.installing)));
          registration.update().catch(() => undefined);
          const worker = await found;
          const gone = () => worker.state === 'redundant';
          if (!gone()) await new Promise((done) => worker.addEventListener('statechange', () => gone() && done()));
          return registration.waiting === null && registration.active !== null;
        }"""
    )
    assert refused
    server.down()
    assert "In the new edition" not in device.visit(server.address).to("why-count").page.inner_text("main")
    server.up()


# ---- the app ---------------------------------------------------------------------------------------------------------------


def test_the_browser_finds_nothing_that_keeps_the_course_from_being_installed(device, server):
    visit = device.visit(server.address).kept()
    session = device.context.new_cdp_session(visit.page)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    told = session.send("Page.getAppManifest")
    assert told["errors"] == []
    assert told["url"] == f"{server.address}manifest.webmanifest"


def test_installing_is_offered_only_where_the_browser_offers_it(device, server):
    window = device.window()
    window.page.add_init_script(
        "addEventListener('beforeinstallprompt', (event) => event.isTrusted && event.stopImmediatePropagation())"
    )
    visit = window.open(server.address).kept()
    assert visit.page.locator("text=Install as an app").count() == 0
    visit.page.evaluate(
        """() => {
          const offer = new Event('beforeinstallprompt', { cancelable: true });
          offer.prompt = () => { window.prompted = true; return Promise.resolve(); };
          dispatchEvent(offer);
        }"""
    )
    visit.page.click("text=Install as an app")
    visit.page.wait_for_function("() => window.prompted")
    visit.page.wait_for_selector("text=Install as an app", state="detached")
