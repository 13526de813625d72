"""Secrets of the house itself, such as the password of its mail server: sealed at rest, opened only by the machinery that needs them.

They concern no person, so their opening is no opening of a person's value; they are shown on no page.
"""

from zhike.trust.sealing import seal, unseal

_SUBJECT = "house"


def locked(name: str, secret: str) -> str:
    """The envelope of a secret; it opens under this name only."""
    return seal(_SUBJECT, name, secret)


def opened(name: str, envelope: str) -> str:
    """The secret; `sealing.Unopenable` when its key is gone."""
    return unseal(_SUBJECT, name, envelope)
