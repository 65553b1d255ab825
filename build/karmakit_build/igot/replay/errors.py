"""Faults between us and a content platform.

KarmakitError
└── PlatformError       the platform cannot be reached, refuses, or answers what cannot be believed
    ├── LostAnswerError a request went out and its answer never came: it may have been done, or not
    └── RefusedError    the platform answered no; `status` is the HTTP status, `code` the platform's own word
"""

from karmakit_schemas.errors import KarmakitError


class PlatformError(KarmakitError):
    """It was attempted to work with a platform that cannot be reached or whose answer cannot be believed."""


class LostAnswerError(PlatformError):
    """It was attempted to hear what became of a request; `what` is the message without its mend."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}; run again: what is done is not done twice")
        self.what = what


class RefusedError(PlatformError):
    """It was attempted to do what the platform does not allow."""

    def __init__(self, message: str, status: int, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
