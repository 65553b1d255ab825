"""Websites that can be installed: what the manifest says, and what the service worker keeps."""

import base64
import hashlib
import json
import struct

import pytest

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self';"
    " connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'"
)
PROVENANCE = "karmakit/provenance.json"


def png(size):
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s2I5B", 13, b"IHDR", size, size, 8, 3, 0, 0, 0)


def manifest(**changes):
    pictures = [{"src": f"icons/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)]
    told = {
        "name": "Small course",
        "short_name": "Small",
        "lang": "en",
        "dir": "ltr",
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fdfcfa",
        "theme_color": "#fdfcfa",
        "icons": [*pictures, {**pictures[1], "purpose": "maskable"}],
    }
    return json.dumps({**told, **changes}).encode()


def rows(files, *asked):
    return [
        {
            "path": name,
            "size": len(data),
            "sha256": base64.b64encode(hashlib.sha256(data).digest()).decode(),
            **({"asked": True} if name in asked else {}),
        }
        for name, data in sorted(files.items())
        if name != "sw.js" and not name.startswith("karmakit/")
    ]


def worker(listed, program="addEventListener('fetch', () => {});\n"):
    digest = hashlib.sha256("".join(f"{row['sha256']}  {row['path']}\n" for row in listed).encode()).hexdigest()
    return f"self.karmakitEdition={json.dumps({'digest': digest, 'files': listed})};\n{program}".encode()


def recorded(files):
    """Add digests that fit the files."""
    listed = [{"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in sorted(files.items())]
    record = {"format": 1, "tool": {"name": "karmakit", "version": "0.1.0"}, "source": {"sha256": "0" * 64}, "files": listed}
    return {**files, PROVENANCE: json.dumps(record).encode()}


@pytest.fixture
def site(files):
    """Return the files of a small site, without the worker and the digests."""
    made = {name: data for name, data in files.items() if not name.startswith("metadata/")}
    link = b'<link rel="manifest" href="%s/manifest.webmanifest">\n<link rel="icon"'
    for name, data in made.items():
        if name.endswith(".html"):
            root = b"." if name == "index.html" else b".."
            policy = data.partition(b'content="')[2].partition(b'"')[0]
            made[name] = data.replace(policy, CSP.encode()).replace(b'<link rel="icon"', link % root)
    return {**made, "manifest.webmanifest": manifest(), **{f"icons/icon-{size}.png": png(size) for size in (192, 512)}}


@pytest.fixture
def whole(site):
    """Return what adds a fitting worker and fitting digests to a site."""
    return lambda files=site, *asked: recorded({**files, "sw.js": worker(rows(files, *asked))})


def said(verdict):
    return [(finding.code, finding.message) for finding in verdict.findings]


def test_a_well_made_site_has_no_findings(read, whole):
    verdict = read(whole())
    assert said(verdict) == []
    facts = verdict.facts
    assert (facts.standard, facts.title, facts.launch, facts.scos) == ("web app", "Small course", "index.html", 1)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"name": ""}, "the manifest has no `name`"),
        ({"name": 7}, "the manifest has no `name`"),
        ({"name": "Another"}, "`name` is `Another`; the course says `Small course`"),
        ({"short_name": " "}, "the manifest has no `short_name`"),
        ({"lang": "hi"}, "`lang` is `hi`; the course says `en`"),
        ({"dir": "up"}, "`dir` is neither"),
        ({"display": "tv"}, "`display` is none of"),
        ({"theme_color": "blue"}, "`theme_color` is no colour"),
        ({"start_url": "start.html"}, "`start_url` is `start.html`, which is not in the bundle"),
        ({"start_url": "/index.html"}, "`start_url` begins with a slash"),
        ({"scope": "pages/"}, "`start_url` lies outside `scope`"),
        ({"icons": []}, "no icon is a PNG of 192x192 or 512x512"),
        ({"icons": "none"}, "no icon is `maskable`"),
        ({"icons": [{"src": "icons/other.png", "sizes": "192x192"}]}, "the icon `icons/other.png` is not in the bundle"),
        ({"icons": [{"src": "icons/icon-192.png", "sizes": "512x512"}]}, "has 192x192 pixels, not 512x512"),
    ],
)
def test_a_manifest_that_makes_no_app_is_found(changes, word, read, whole, site):
    verdict = read(whole({**site, "manifest.webmanifest": manifest(**changes)}))
    assert {code for code, _ in said(verdict)} == {"PKG031"}
    assert any(word in message for _, message in said(verdict)), said(verdict)
    assert not verdict.fit


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"null", b"\xff\xfe", b"[" * 100_000])
def test_a_manifest_that_is_no_object_is_found(data, read, whole, site):
    verdict = read(whole({**site, "manifest.webmanifest": data}))
    assert ("PKG031", "manifest.webmanifest is no JSON object") in said(verdict)
    assert not verdict.fit


@pytest.mark.parametrize(
    "changes",
    [
        {"start_url": "https://elsewhere.example/"},
        {"icons": [{"src": "//elsewhere.example/icon.png"}]},
        {"shortcuts": [{"name": "x", "url": "https://elsewhere.example/"}]},
        {"share_target": {"action": "https://elsewhere.example/"}},
    ],
)
def test_a_manifest_that_leads_to_the_network_is_found(changes, read, whole, site):
    verdict = read(whole({**site, "manifest.webmanifest": manifest(**changes)}))
    assert "SEC004" in {code for code, _ in said(verdict)}


def test_a_first_page_without_the_manifest_or_with_a_policy_against_it_is_found(read, whole, site):
    bare = {**site, "index.html": site["index.html"].replace(b'rel="manifest"', b'rel="next"')}
    assert ("PKG031", "index.html does not link to manifest.webmanifest") in said(read(whole(bare)))
    strict = {**site, "index.html": site["index.html"].replace(b" worker-src 'self';", b"")}
    assert said(read(whole(strict))) == [("PKG031", "the policy of index.html does not say `worker-src 'self'`")]


@pytest.mark.parametrize("source", [b"https://elsewhere.example", b"blob:", b"*"])
def test_a_worker_from_elsewhere_is_not_allowed(source, read, whole, site):
    weak = {name: data.replace(b"worker-src 'self'", b"worker-src 'self' " + source) for name, data in site.items()}
    assert "SEC015" in {code for code, _ in said(read(whole(weak)))}


def test_a_package_for_a_platform_may_not_allow_workers(codes, files, record):
    weak = {name: data.replace(b"connect-src 'self'", b"connect-src 'self'; worker-src 'self'") for name, data in files.items()}
    assert codes(record(weak)) == ["SEC015"]


def test_a_missing_worker_is_found(read, site):
    assert said(read(recorded(site))) == [("PKG032", "sw.js is missing: nothing keeps the course without a network")]


@pytest.mark.parametrize(
    "data", [b"", b"go();", b"self.karmakitEdition={};\n", b"self.karmakitEdition=[];\n", b'self.karmakitEdition={"files":7};']
)
def test_a_worker_without_a_list_is_found(data, codes, site):
    assert codes(recorded({**site, "sw.js": data})) == ["PKG032"]


def test_a_list_that_is_not_the_bundle_is_found(read, site):
    listed = rows(site)
    cases = {
        "the worker does not keep pages/final.html": [row for row in listed if row["path"] != "pages/final.html"],
        "the worker keeps `pages/more.html`": [*listed, {"path": "pages/more.html", "size": 1, "sha256": "x"}],
        "sw.js says 7": [{**row, "size": 7} if row["path"] == "index.html" else row for row in listed],
        "index.html has another SHA-256": [{**row, "sha256": "x"} if row["path"] == "index.html" else row for row in listed],
        "index.html is kept only when a learner asks": rows(site, "index.html"),
    }
    for word, wrong in cases.items():
        found = said(read(recorded({**site, "sw.js": worker(sorted(wrong, key=lambda row: row["path"]))})))
        assert [code for code, _ in found] == ["PKG032"], word
        assert word in found[0][1]


def test_an_edition_whose_digest_is_not_its_own_is_found(read, site):
    wrong = worker(rows(site)).replace(b'"digest": "', b'"digest": "0')
    assert said(read(recorded({**site, "sw.js": wrong}))) == [("PKG032", "the digest of the edition is not that of its files")]


def test_media_that_nobody_asked_for_are_found(read, whole, site):
    sound = {**site, "media/talk.mp3": b"ID3" + b"x" * 10}
    assert said(read(whole(sound))) == [("PKG032", "media/talk.mp3 is loaded without being asked for")]
    assert said(read(whole(sound, "media/talk.mp3"))) == []
    heavy = {**site, "media/large.png": png(8) + b"x" * 1_000_000}
    assert said(read(whole(heavy))) == [("PKG032", "pictures of 1000 kB are loaded unasked; 1000 kB are the most")]
    assert said(read(whole(heavy, "media/large.png"))) == []


def test_a_worker_that_runs_other_scripts_is_found(codes, site):
    assert "SEC001" in codes(recorded({**site, "sw.js": worker(rows(site), "importScripts('assets/player.js');\n")}))


def test_a_strangers_app_is_judged_by_the_standard_alone(read):
    files = {
        "manifest.webmanifest": b'{"name": "Theirs", "start_url": "start.html", "icons": [{"src": "gone.png"}]}',
        "start.html": b'<!doctype html><html lang="en"><head><title>Theirs</title></head><body><h1>Theirs</h1></body></html>',
    }
    verdict = read(files)
    assert [message for code, message in said(verdict) if code == "PKG031" and "gone" in message] == [
        "the icon `gone.png` is not in the bundle"
    ]
    assert not [finding for finding in verdict.findings if finding.code == "PKG032" and finding.severity.name != "info"]
