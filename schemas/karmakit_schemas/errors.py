"""Faults of the run, as exceptions; faults in a course are findings (`findings.py`), never these.

KarmakitError
├── UsageError          the call itself makes no sense
├── UnusableInputError  the input is no course, no bundle, or cannot be read
└── OutputError         the result cannot be written
"""


class KarmakitError(Exception):
    """It was attempted to do something that cannot be done; the message is one line: what, where, the mend."""

    exit_code = 2


class UsageError(KarmakitError):
    """It was attempted to call karmakit with arguments that do not fit together."""


class UnusableInputError(KarmakitError):
    """It was attempted to read something that is no course or no bundle, or that may not be read."""


class OutputError(KarmakitError):
    """It was attempted to write a result to a place that does not take it."""
