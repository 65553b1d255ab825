"""What the pages, pictures and scripts of a bundle can get wrong: each change gives its own code and no other."""

import base64
import json
import random

import pytest

LESSON = "pages/lesson.html"
TEST = "pages/final.html"


@pytest.fixture
def after(read, files, record):
    """Return the findings of the small bundle after a text of one file was replaced, digests fitting."""

    def change(name, old, new):
        if isinstance(old, str):
            old, new = old.encode(), new.encode()
        assert old in files[name]
        return read(record({**files, name: files[name].replace(old, new, 1)})).findings

    return change


@pytest.fixture
def with_file(read, files, record):
    """Return the findings of the small bundle with one more file."""
    return lambda name, data: read(record({**files, name: data})).findings


def codes(findings):
    return sorted({finding.code for finding in findings})


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://example.org/x.png" alt="">',
        '<img src="//example.org/x.png" alt="">',
        '<img src="\\\\example.org/x.png" alt="">',
        '<img src="ht\ntps://example.org/x.png" alt="">',
        '<img srcset="../media/desk.png 1x, https://example.org/x.png 2x" alt="">',
        '<video poster="http://example.org/x.jpg"></video>',
        '<video><track src="https://example.org/x.vtt"></video>',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<link rel="preconnect" href="https://example.org">',
        '<p style="background:url(https://example.org/x.png)">x</p>',
        "<style>@import 'https://example.org/x.css';</style>",
        '<meta http-equiv="refresh" content="0;url=https://example.org/">',
        '<a href="https://example.org/" ping="https://example.org/p">x</a>',
        '<svg><image xlink:href="https://example.org/x.png"/></svg>',
        '<svg><use href="https://example.org/x.svg#a"/></svg>',
    ],
)
def test_what_a_browser_would_fetch_from_the_network_is_a_gate(after, markup):
    findings = after(LESSON, "<h2", f"{markup}<h2")
    assert codes(findings) == ["SEC004"]
    assert findings[0].gate
    assert findings[0].span.path == LESSON


def test_a_place_has_line_and_column(after):
    (finding,) = after(LESSON, "<h2", '<p>x</p> <img src="https://example.org/x.png" alt=""><h2')
    assert (finding.span.line, finding.span.column) == (15, 10)


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://www.google-analytics.com/about" rel="noopener external" target="_blank">About</a>',
        '<a href="mailto:desk@example.gov.in">Write</a>',
        '<a href="tel:+911123456789">Call</a>',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<a href="#main">Up</a>',
        '<a href="#top">Up</a>',
        '<a href="../index.html#/lesson">Cover</a>',
        '<a href="final.html?x=1#main">Test</a>',
        "<p>See https://example.org/x.png</p>",
    ],
)
def test_what_a_learner_follows_or_reads_is_allowed(after, markup):
    assert after(LESSON, "<h2", f"{markup}<h2") == ()


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<script>go()</script>", "SEC001"),
        ('<script type="module">go()</script>', "SEC001"),
        ('<script src="../media/desk.png"></script>', "SEC001"),
        ('<p onclick="go()">x</p>', "SEC003"),
        ('<a href="javascript:go()">x</a>', "SEC007"),
        ('<a href=" java\tscript:go()">x</a>', "SEC007"),
        ('<a href="data:text/html,x">x</a>', "SEC007"),
        ('<iframe srcdoc="x"></iframe>', "SEC002"),
        ("<object></object>", "SEC002"),
        ('<form action="https://example.org/"></form>', "SEC006"),
        ('<a href="gone.html">x</a>', "LNK001"),
        ('<a href="Final.html">x</a>', "LNK001"),
        ('<a href="final.html#gone">x</a>', "LNK001"),
        ('<a href="#gone">x</a>', "LNK001"),
        ('<a href="../index.html#/gone">x</a>', "LNK001"),
        ('<a href="../../x.html">x</a>', "LNK001"),
        ('<img src="../media/gone.png" alt="">', "LNK001"),
        ("<h1>Second</h1>", "ACC029"),
        ('<p id="clock">x</p>', "ACC029"),
        ("</section>", "ACC029"),
    ],
)
def test_one_fault_in_a_page_gives_one_code(after, markup, code):
    findings = after(LESSON, "<h2", f"{markup}<h2")
    assert codes(findings) == [code]
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<!doctype html>\n", "", "ACC029"),
        ('<meta charset="utf-8">\n', "", "ACC029"),
        ("<title>Lesson</title>", "<title> </title>", "ACC029"),
        ("<h1>Lesson</h1>", "<p>Lesson</p>", "ACC029"),
        ('lang="en"', "", "ACC021"),
        ('lang="en"', 'lang="hi"', "ACC021"),
        ('lang="en"', 'lang="english language"', "ACC021"),
    ],
)
def test_what_every_page_must_have(after, old, new, code):
    assert codes(after(LESSON, old, new)) == [code]


def test_a_page_not_in_utf8_is_said(after):
    assert codes(after(LESSON, b"<h2", b"<p>\xff\xfe</p><h2")) == ["ACC029"]


def test_text_in_another_script_than_the_language_is_said(after):
    assert codes(after(LESSON, "<h2", f"<p>{'सूचना का अधिकार ' * 200}</p><h2")) == ["ACC021"]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("default-src 'none'; ", "", "default-src"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "'unsafe-inline'"),
        ("script-src 'self'", "script-src 'self' 'unsafe-eval'", "'unsafe-eval'"),
        ("script-src 'self'", "script-src *", "*"),
        ("script-src 'self'", "script-src 'self' data:", "data:"),
        ("img-src 'self'", "img-src 'self' https:", "https:"),
        ("connect-src 'self'", "connect-src example.org", "example.org"),
        ("style-src 'self'", "style-src 'self' 'unsafe-inline'", "'unsafe-inline'"),
    ],
)
def test_a_weak_policy_is_said(after, old, new, what):
    (finding,) = after(LESSON, old, new)
    assert finding.code == "SEC015"
    assert what in finding.message


def test_a_page_without_policy_is_said(after, files):
    text = files[LESSON].decode()
    policy = text[text.index("<meta http-equiv") : text.index("<title>")]
    assert codes(after(LESSON, policy, "")) == ["SEC015"]


def test_a_policy_behind_the_script_does_not_bind_it(after, files):
    text = files[LESSON].decode()
    policy = text[text.index("<meta http-equiv") : text.index("<title>")]
    moved = text.replace(policy, "").replace("</head>", f"{policy}</head>")
    assert codes(after(LESSON, text, moved)) == ["SEC015"]


@pytest.mark.parametrize(
    "body",
    [
        "fetch('https://example.org/x')",
        'import("https://example.org/x.js")',
        'new WebSocket("wss://example.org")',
        "navigator.sendBeacon('//example.org/b')",
        'x.open("GET", "https://example.org/")',
        'img.src = "https://example.org/x.gif"',
        'import a from "https://example.org/a.js"',
    ],
)
def test_a_script_that_fetches_from_the_network_is_a_gate(after, body):
    findings = after("assets/player.js", "(()=>{})();", f"(()=>{{}})();\n{body};")
    assert codes(findings) == ["SEC004"]
    assert findings[0].span.line == 3


def test_names_of_namespaces_and_links_in_a_script_are_no_fetching(after):
    assert after("assets/player.js", "(()=>{})();", 'const ns="http://www.w3.org/2000/svg";a.href="https://example.org/";') == ()


def test_a_tracker_is_a_gate(after):
    assert codes(after("assets/player.js", "(()=>{})();", "load('stats.hotjar.com/c.js')")) == ["SEC016"]


def test_a_style_sheet_that_fetches_from_the_network_is_a_gate(after):
    findings = after("assets/player.css", "body{", "/* url(https://in.a/comment) */\n@import 'https://example.org/x.css';\nbody{")
    assert codes(findings) == ["SEC004"]
    assert (findings[0].span.line, findings[0].span.column) == (2, 1)


def test_a_style_sheet_that_names_a_file_that_is_not_there_is_said(after):
    assert codes(after("assets/player.css", "body{", "@font-face{src:url(fonts/gone.woff2)}body{")) == ["LNK001"]


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        ("<script>go()</script>", "SEC005"),
        ('<rect onload="go()"/>', "SEC005"),
        ("<foreignObject/>", "SEC005"),
        ('<a href="javascript:go()"><rect/></a>', "SEC005"),
        ('<image href="https://example.org/x.png"/>', "SEC004"),
        ("<style>@import 'https://example.org/x.css';</style>", "SEC004"),
        ('<rect fill="url(https://example.org/x.svg#a)"/>', "SEC004"),
    ],
)
def test_an_active_or_remote_picture_is_a_gate(with_file, picture, code):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{picture}</svg>'
    assert codes(with_file("media/x.svg", svg.encode())) == [code]


def test_a_picture_with_entities_is_a_gate(with_file):
    assert codes(
        with_file("media/x.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>')
    ) == ["SEC005"]


def test_a_plain_picture_with_links_inside_itself_is_fine(with_file):
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg"><defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use href="#a"/></svg>'
    )
    assert with_file("media/x.svg", svg) == ()


@pytest.mark.parametrize(
    "text",
    [
        '{"auth": "Basic ' + base64.b64encode(b"key:secret-of-store").decode() + '"}',
        '{"lrs_password": "hunter2hunter2"}',
        '{"endpoint": "https://user:word@lrs.example.org/xapi"}',
    ],
)
def test_a_password_in_a_bundle_is_fatal(with_file, text):
    findings = with_file("media/config.json", text.encode())
    assert codes(findings) == ["SEC019"]
    assert findings[0].severity.name == "fatal"


@pytest.mark.parametrize(
    ("name", "data"), [("media/x.exe", b"MZ"), ("media/x.docm", b"PK"), ("media/x.txt", b"\x7fELF"), ("x.php", b"<?php")]
)
def test_a_program_is_a_gate(with_file, name, data):
    assert codes(with_file(name, data)) == ["SEC010"]


@pytest.mark.parametrize("name", ["x.png", "x.jpg", "x.webp", "x.mp4", "x.woff2", "x.pdf", "x.vtt", "x.json", "x.mp3", "x.svg"])
def test_a_file_that_is_not_what_its_name_says_is_said(with_file, name):
    assert codes(with_file(f"media/{name}", b"{plain text")) == ["MED018"]


def test_a_first_view_that_is_too_heavy_is_said(read, files, record):
    files["media/desk.png"] += b"\0" * 500_000
    (finding,) = read(record(files)).findings
    assert (finding.code, finding.span.path) == ("MED007", LESSON)
    assert finding.help == "Make it smaller, or let it load later."
    files[LESSON] = files[LESSON].replace(b"<img ", b'<img loading="lazy" ')
    assert read(record(files)).findings == ()
    text = base64.b64encode(random.Random(1).randbytes(600_000))
    files[LESSON] = files[LESSON].replace(b"</main>", b"<p>" + text + b"</p></main>")
    (finding,) = read(record(files)).findings
    assert finding.help == "Divide the module, or put fewer questions into the test."


def test_the_poster_of_a_video_counts_in_the_first_view(read, files, record):
    files["media/desk.png"] += b"\0" * 500_000
    files[LESSON] = files[LESSON].replace(b"<img ", b'<video poster="../media/desk.png" preload="none" ').replace(b"<img", b"<x")
    assert "MED007" in codes(read(record(files)).findings)


def test_text_is_weighed_as_it_travels(read, files, record):
    files[LESSON] = files[LESSON].replace(b"</main>", b"<p>The same line again.</p>" * 30_000 + b"</main>")
    assert len(files[LESSON]) > 500_000
    assert read(record(files)).findings == ()


def test_more_than_ten_scripts_are_said(read, files, record):
    files |= {f"assets/{number}.js": b"0" for number in range(10)}
    assert codes(read(record(files)).findings) == ["PKG023"]


# ---- the answers of a scored test ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        {"module": "final", "keys": {"t1": {"key": ["a"]}}},
        {"module": "final", "sealed": base64.b64encode(b'{"t1":{"key":["a"]}}').decode()},
        {"module": "final", "sealed": '{"t1":{"key":["a"]}}'},
        {"module": "final"},
    ],
)
def test_keys_of_a_test_that_are_not_sealed_are_a_gate(after, files, data):
    text = files[TEST].decode()
    start = text.index('id="karmakit-page">') + len('id="karmakit-page">')
    old = text[start : text.index("</script>", start)]
    assert codes(after(TEST, old, json.dumps(data))) == ["ITM033"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('type="radio"', 'type="radio" checked'),
        ('type="radio"', 'type="radio" class="option correct"'),
        ('type="radio"', 'type="radio" data-key="a"'),
        ('<input type="radio"', '<!-- a is right --><input type="radio"'),
        ('<input type="radio"', '<img src="../media/desk.png" alt="answer-key"><input type="radio"'),
    ],
)
def test_markup_that_gives_an_answer_away_is_a_gate(after, old, new):
    assert codes(after(TEST, old, new)) == ["ITM033"]


def test_keys_of_a_test_in_the_data_of_the_course_are_a_gate(after):
    assert codes(after("karmakit/course.json", '"id": "t1",', '"id": "t1", "key": ["a"],')) == ["ITM033"]
    assert codes(after("assets/player.js", '"id": "t1",', '"id": "t1", "key": ["a"],')) == ["ITM033"]


# ---- what was done after the build ---------------------------------------------------------------------------------------


def test_a_file_changed_after_the_build_is_a_gate(read, bundle):
    (finding,) = read({**bundle, "media/desk.png": bundle["media/desk.png"] + b"x"}).findings
    assert (finding.code, finding.span.path, finding.gate) == ("PKG026", "media/desk.png", True)


def test_a_file_added_after_the_build_is_a_gate(codes_of, bundle):
    assert codes_of({**bundle, "media/more.txt": b"more"}) == ["PKG004", "PKG026"]


def test_a_file_taken_out_after_the_build_is_a_gate(codes_of, bundle):
    del bundle["assets/player.css"]
    assert codes_of(bundle) == ["LNK001", "PKG003", "PKG026"]


def test_a_bundle_without_record_is_a_warning(codes_of, bundle):
    del bundle["karmakit/provenance.json"]
    assert "PKG020" in codes_of(bundle)


@pytest.mark.parametrize("record", [b"{", b"[]", b"{}", b'{"files": 3}', b'{"files": [{"path": 1}]}', b"[" * 100_000])
def test_a_record_that_says_nothing_is_a_warning(codes_of, bundle, record):
    bundle["karmakit/provenance.json"] = record
    assert set(codes_of(bundle)) <= {"PKG020", "MED018"}
    assert "PKG020" in codes_of(bundle)


@pytest.fixture
def codes_of(codes):
    return codes
