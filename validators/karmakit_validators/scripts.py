r"""The scripts of India as ranges of Unicode: `re` knows none of them, and its `\\w` leaves their vowel signs out."""

RANGES = {
    "Latin": "A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u1e00-\\u1eff",
    "Greek": "\\u0370-\\u03ff",
    "Cyrillic": "\\u0400-\\u052f",
    "Arabic": "\\u0620-\\u065f\\u066e-\\u06d3\\u06d5-\\u06dc\\u06fa-\\u06ff\\u0750-\\u077f",
    "Devanagari": "\\u0900-\\u0963\\u0971-\\u097f\\ua8e0-\\ua8ff",
    "Bengali": "\\u0980-\\u09e3\\u09f0-\\u09f1",
    "Gurmukhi": "\\u0a00-\\u0a65\\u0a70-\\u0a7f",
    "Gujarati": "\\u0a80-\\u0ae5",
    "Oriya": "\\u0b00-\\u0b65",
    "Tamil": "\\u0b80-\\u0be5",
    "Telugu": "\\u0c00-\\u0c65",
    "Kannada": "\\u0c80-\\u0ce5",
    "Malayalam": "\\u0d00-\\u0d65",
    "Ol Chiki": "\\u1c5a-\\u1c7d",
    "Meetei Mayek": "\\uabc0-\\uabea",
}
INDIC = "".join(letters for name, letters in RANGES.items() if name not in {"Latin", "Greek", "Cyrillic"})
JOINERS = "\\u200c\\u200d"
MARKS = "\\u0300-\\u036f"
LETTERS = "".join(RANGES.values()) + MARKS + JOINERS
"""What words are made of, for a character class."""
DIGITS = {
    "Arabic": "\\u0660-\\u0669\\u06f0-\\u06f9",
    "Devanagari": "\\u0966-\\u096f",
    "Bengali": "\\u09e6-\\u09ef",
    "Gurmukhi": "\\u0a66-\\u0a6f",
    "Gujarati": "\\u0ae6-\\u0aef",
    "Oriya": "\\u0b66-\\u0b6f",
    "Tamil": "\\u0be6-\\u0bef",
    "Telugu": "\\u0c66-\\u0c6f",
    "Kannada": "\\u0ce6-\\u0cef",
    "Malayalam": "\\u0d66-\\u0d6f",
    "Ol Chiki": "\\u1c50-\\u1c59",
    "Meetei Mayek": "\\uabf0-\\uabf9",
}
WORD = f"[0-9_{LETTERS}{''.join(DIGITS.values())}]"
"""One character of a word, in any script of India."""
APART = r"[^\s!-/:-@\[-`{-~\u00a0-\u00bf\u2010-\u205e\u0964\u0965\u060c\u061b\u061f\u06d4\ufffc]+"
"""What stands between spaces and marks, in any script: a small class and so fast, where every letter need not be known."""
