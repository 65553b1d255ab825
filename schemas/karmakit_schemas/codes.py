"""Short codes for learner records: four ASCII characters in place of an id of any length."""

import base64
import hashlib

CODE_LENGTH = 4


def code(identifier: str) -> str:
    """Return the 4-character code of an id: the first 24 bits of its SHA-256 in URL-safe base64."""
    return base64.urlsafe_b64encode(hashlib.sha256(identifier.encode()).digest()[:3]).decode()
