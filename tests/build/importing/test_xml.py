"""XML of strangers is opened without entities, without the network, and within bounds."""

import pytest

from karmakit_build.importing.xml import below, first, inside, local, root_of, said
from karmakit_schemas.errors import UnusableInputError

LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a x="&c;">&c;</a>'


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (LAUGHS, "x.xml:1: the DOCTYPE defines entities"),
        (LAUGHS.encode("utf-16"), "the DOCTYPE defines entities"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>', "defines entities"),
        ('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><a/>', "defines entities"),
        (f'<!DOCTYPE a [<!ATTLIST b c CDATA "{"x" * 50}">]><a><b/></a>', "a long default"),
        ("\n" + "<a>" * 151 + "</a>" * 151, "x.xml:2: elements stand more than 150 deep"),
        ("<a>\n<b></a>", "x.xml:2: this is no XML that can be read (mismatched tag)"),
        ("", "x.xml:1: this is no XML that can be read (no element found)"),
        ("<a>&unknown;</a>", "undefined entity"),
        (b"<a>\xff</a>", "x.xml:1: this is no XML"),
        ('<?xml version="1.0" encoding="rot13"?><a/>', "x.xml:1: this is no XML"),
    ],
)
def test_what_could_do_harm_or_cannot_be_read_is_one_line(text, word):
    with pytest.raises(UnusableInputError) as caught:
        root_of(text if isinstance(text, bytes) else text.encode(), "x.xml")
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_plain_doctype_of_old_files_is_no_harm_and_nothing_is_fetched():
    text = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/none.dtd" [<!ELEMENT b (c+)><!ATTLIST b d (yes|no) "no">]><a><b>text</b></a>'
    root = root_of(text.encode(), "x.xml")
    assert [local(each) for each in inside(root)] == ["b"]


def test_names_are_found_whatever_their_namespace():
    root = root_of(b'<q:a xmlns:q="urn:q"><!-- no --><q:b>one <q:c>two</q:c></q:b><b xmlns="urn:r">three</b></q:a>', "x.xml")
    assert [said(each) for each in inside(root, "b")] == ["one two", "three"]
    assert said(first(root, "b", "c")) == "two"
    assert [local(each) for each in below(root)] == ["b", "c", "b"]
    assert (first(root, "d", "e"), said(None), local(None)) == (None, "", "")
