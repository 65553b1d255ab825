"""What a manifest can get wrong, each with its place."""

import pytest

MANIFEST = "imsmanifest.xml"


@pytest.fixture
def altered(read, bundle, record, files):
    """Return the findings of the small bundle with one text of its manifest replaced, digests fitting."""

    def alter(old, new, count=1):
        data = bundle[MANIFEST]
        assert old.encode() in data
        return read(record({**files, MANIFEST: data.replace(old.encode(), new.encode(), count)})).findings

    return alter


def codes(findings):
    return sorted({finding.code for finding in findings})


def test_a_bundle_without_manifest_is_no_course(read, files):
    finding = read(files).findings[0]
    assert (finding.code, finding.span.path) == ("PKG001", "bundle.zip")


@pytest.mark.parametrize("name", ["course/imsmanifest.xml", "IMSMANIFEST.XML", "imsManifest.xml"])
def test_a_manifest_in_the_wrong_place_is_named(read, stranger, name):
    stranger[name] = stranger.pop(MANIFEST)
    finding = next(finding for finding in read(stranger).findings if finding.code == "PKG001")
    assert finding.span.path == name


def test_xml_that_is_not_well_formed_has_line_and_column(altered):
    (finding,) = altered("</organizations>", "</organisations>")
    assert (finding.code, finding.span.path, finding.span.line) == ("PKG002", MANIFEST, 8)


def test_an_element_in_the_wrong_order_has_line_and_column(altered):
    findings = altered("</organization>\n", "<title>Late</title></organization>\n")
    assert codes(findings) == ["PKG002"]
    assert (findings[0].span.line, findings[0].span.column) == (7, 1)
    assert "title" in findings[0].message
    assert "http" not in findings[0].message


def test_an_unknown_element_is_said(altered):
    assert codes(altered("<schema>", "<colour>red</colour><schema>")) == ["PKG002"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_before_its_entities_are_used(read, files, record, bundle, encoding):
    bomb = (
        '<!DOCTYPE m [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {x} "&{y};&{y};">' for x, y in zip("bcdefgh", "abcdefg", strict=True))
        + "]>"
    )
    text = (
        bundle[MANIFEST]
        .decode()
        .replace('<?xml version="1.0" encoding="UTF-8"?>', f'<?xml version="1.0" encoding="{encoding}"?>{bomb}')
    )
    files[MANIFEST] = text.replace("<title>Small course", "<title>&h;").encode(encoding)
    (finding,) = [finding for finding in read(record(files)).findings if finding.code != "MED018"]
    assert finding.code == "PKG023"
    assert "DOCTYPE" in finding.message


def test_an_external_entity_is_never_fetched(read, files, record, bundle, tmp_path):
    secret = tmp_path / "in" / "secret"
    text = bundle[MANIFEST].decode().replace("?>", f'?><!DOCTYPE m [<!ENTITY x SYSTEM "file://{secret}">]>', 1)
    files[MANIFEST] = text.replace("<title>Small course", "<title>&x;").encode()
    assert codes(read(record(files)).findings) == ["PKG023"]


def test_a_manifest_nested_a_thousand_deep_is_said(read, files, record):
    files[MANIFEST] = b"<manifest>" * 1000 + b"</manifest>" * 1000
    assert codes(read(record(files)).findings) == ["PKG002"]


def test_a_reference_to_nothing_is_unresolved_for_us_and_for_igot(altered):
    findings = altered('<file href="media/desk.png"/>', '<file href="media/table.png"/>')
    assert codes(findings) == ["PKG003", "PKG004"]


def test_a_reference_in_other_capital_letters_is_unresolved_and_named(altered):
    findings = altered('<file href="media/desk.png"/>', '<file href="media/Desk.png"/>')
    assert codes(findings) == ["PKG003", "PKG004"]
    assert "`media/desk.png` is" in findings[0].message
    assert findings[0].span.column == 1


@pytest.mark.parametrize("href", ["https://example.org/x.html", "//example.org/x.html", "../x.html", "/etc/passwd", "..%2fx.html"])
def test_a_reference_out_of_the_bundle_is_unresolved(altered, href):
    findings = altered('<file href="media/desk.png"/>', f'<file href="{href}"/>')
    assert next(finding.message for finding in findings if finding.code == "PKG003").endswith("leads out of the bundle")


def test_an_item_that_refers_to_no_resource_launches_nothing(altered):
    assert codes(altered('identifierref="resource-small"', 'identifierref="resource-other"')) == ["PKG003", "PKG007"]


def test_a_file_that_is_not_declared_is_a_warning(altered):
    (finding,) = altered('<file href="media/desk.png"/>\n', "")
    assert (finding.code, finding.severity.name, finding.span.path) == ("PKG004", "warning", "media/desk.png")


@pytest.mark.parametrize("identifier", ["1st", "a b", "a:b", "é€", ""])
def test_an_identifier_that_is_no_name_is_said_once(altered, identifier):
    (finding,) = altered('identifier="item-small"', f'identifier="{identifier}"')
    assert finding.code == "PKG005"


def test_an_identifier_given_twice_is_said_once(altered):
    (finding,) = altered('identifier="item-small"', 'identifier="org"')
    assert finding.code == "PKG005"
    assert "twice" in finding.message


def test_the_2004_spelling_of_scormtype_is_said(altered):
    assert codes(altered("adlcp:scormtype", "adlcp:scormType")) == ["PKG006", "PKG023"]


def test_a_scormtype_that_is_none_is_said(altered):
    assert codes(altered('adlcp:scormtype="sco"', 'adlcp:scormtype="SCO"')) == ["PKG006"]


def test_a_default_organization_that_does_not_exist_is_said(altered):
    assert codes(altered('default="org"', 'default="gone"')) == ["PKG007"]


def test_an_organization_without_items_launches_nothing(altered, bundle):
    text = bundle[MANIFEST].decode()
    item = text[text.index("<item") : text.index("</item>") + len("</item>")]
    assert codes(altered(item, "")) == ["PKG007"]


@pytest.mark.parametrize("mark", ["80", "69.5", "0"])
def test_a_mastery_score_that_is_not_the_pass_mark_is_said(altered, mark):
    (finding,) = altered("<adlcp:masteryscore>70<", f"<adlcp:masteryscore>{mark}<")
    assert finding.code == "PKG008"
    assert "the pass mark is 70" in finding.message


@pytest.mark.parametrize("mark", ["seventy", "", "170", "-1", "७०"])
def test_a_mastery_score_that_is_no_percentage_is_said(altered, mark):
    assert codes(altered("<adlcp:masteryscore>70<", f"<adlcp:masteryscore>{mark}<")) == ["PKG008"]


def test_a_missing_mastery_score_is_said_where_there_is_a_final_test(altered):
    (finding,) = altered("<adlcp:masteryscore>70</adlcp:masteryscore>", "")
    assert finding.code == "PKG008"


def test_a_pass_mark_written_with_decimals_is_the_same(altered):
    assert altered("<adlcp:masteryscore>70<", "<adlcp:masteryscore>70.0<") == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<schema>ADL SCORM</schema>", "<schema>SCORM</schema>"),
        ('href="index.html">\n<file', 'href="pages/lesson.html">\n<file'),
        (
            '<resource identifier="resource-small"',
            '<resource identifier="first" type="webcontent"/>\n<resource identifier="resource-small"',
        ),
    ],
)
def test_what_igot_would_repair_or_mistake_is_said(altered, old, new):
    assert "PKG023" in codes(altered(old, new))


def test_elements_with_a_prefix_are_invisible_to_igot(read, files, record, bundle):
    text = bundle[MANIFEST].decode().replace("xmlns=", "xmlns:cp=")
    for name in (
        "manifest",
        "metadata",
        "schema",
        "schemaversion",
        "organizations",
        "organization",
        "title",
        "item",
        "resources",
        "resource",
        "file",
    ):
        text = text.replace(f"<{name} ", f"<cp:{name} ").replace(f"<{name}>", f"<cp:{name}>").replace(f"</{name}>", f"</cp:{name}>")
    files[MANIFEST] = text.encode()
    findings = read(record(files)).findings
    assert codes(findings) == ["PKG023"]


def test_a_name_with_a_plus_is_not_found_by_igot(read, stranger):
    stranger["a+b.htm"] = stranger.pop("start.htm")
    stranger[MANIFEST] = stranger[MANIFEST].replace(b"start.htm", b"a+b.htm")
    verdict = read(stranger)
    assert any(
        "+" in finding.message and finding.severity.name == "info" for finding in verdict.findings if finding.code == "PKG023"
    )
    assert any(finding.code == "PKG016" for finding in verdict.findings)


def test_a_second_manifest_is_said(read, files, record):
    files["media/imsmanifest.xml"] = b"<manifest/>"
    assert codes(read(record(files)).findings) == ["PKG023"]


def test_a_bundle_without_index_html_is_said(read, files, record):
    files["start.html"] = files.pop("index.html")
    assert "PKG023" in codes(read(record(files)).findings)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b">Small course<", b">Another course<"),
        (b"<language>en<", b"<language>hi<"),
        (b"<general>", b"<general"),
        (b"<language>en</language></general>", b"</general><language>en</language>"),
        (b"<title>", b"<colour/><title>"),
    ],
)
def test_metadata_that_do_not_fit_are_a_warning(read, files, record, old, new):
    files["metadata/lom.xml"] = files["metadata/lom.xml"].replace(old, new)
    findings = read(record(files)).findings
    assert codes(findings) == ["PKG024"]
    assert {finding.severity.name for finding in findings} == {"warning"}
    assert {finding.span.path for finding in findings} == {"metadata/lom.xml"}


def test_metadata_that_are_missing_are_a_warning(read, files, record):
    del files["metadata/lom.xml"]
    assert codes(read(record(files)).findings) == ["PKG024"]
