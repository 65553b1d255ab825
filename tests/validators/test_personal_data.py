"""Numbers that may be somebody's, in the spellings of Indian offices, and the numbers beside them that are nobody's."""

import pytest

from karmakit_validators.rules.security.sec009_personal_data import verhoeff

AADHAAR = next(f"99994105705{digit}" for digit in range(10) if verhoeff(f"99994105705{digit}"))
DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Passport No. M8765432.", "M8765432"),
        ("Her passport number: Z9876012", "Z9876012"),
        ("His passport M8765432 lies here.", "M8765432"),
        ("Call 9811043276.", "9811043276"),
        ("Mob.9811043276", "9811043276"),
        ("Mobile No.-98110-43276", "98110-43276"),
        ("Ph: +91 98110 43276, 011-23092626", "+91 98110 43276"),
        ("It is 919811043276.", "919811043276"),
        ("It is 09811043276.", "09811043276"),
        ("The branch is SBIN0000300.", "SBIN0000300"),
        ("Her PAN is BKWPK7391Q.", "BKWPK7391Q"),
        (f"Aadhaar:{AADHAAR}.", AADHAAR),
        (f"Aadhaar {AADHAAR[:4]}-{AADHAAR[4:8]}-{AADHAAR[8:]}", f"{AADHAAR[:4]}-{AADHAAR[4:8]}-{AADHAAR[8:]}"),
    ],
)
def test_a_number_that_may_be_somebodys_is_told(tells, text, number):
    assert tells(f"{text}\n") == [f"SEC009 {number}"]


@pytest.mark.parametrize(
    "text",
    [
        "Passport No. A1234567 and passport size photographs.",
        "Call 9876543210 or 99999 99999.",
        "File 12/9811043276 of 2024-6123456789.",
        "The ISBN is 9788120345678, the fee Rs. 6500000000.",
        "The branch is ABCD0123456, or XXXX0000300; the code is ABCD0EFGHIJ.",
        "Her PAN is ABCDE1234F, the GSTIN 07AABCU9603R1ZM.",
        "Aadhaar 2222 2222 2222, 1999 4105 7058, XXXX XXXX 1234.",
        "Section 4567 8901 of 1860, and 12345 6789.",
    ],
)
def test_a_number_that_is_nobodys_is_left_alone(tells, text):
    assert tells(f"{text}\n") == []


def test_indian_digits_hide_no_number(tells):
    number = AADHAAR.translate(DEVANAGARI)
    assert tells(f"उसका आधार {number} है।\n", language="hi") == [f"SEC009 {number}"]
    assert tells(f"उसका मोबाइल {'9811043276'.translate(DEVANAGARI)} है।\n", language="hi") == ["SEC009 ९८११०४३२७६"]
    assert tells("उसका आधार २३६३ ४५६७ ८९०१ है।\n", language="hi") == []
