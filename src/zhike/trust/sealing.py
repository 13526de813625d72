"""Sealed values: encrypted at rest, each person under a key of his own, so that destroying the key erases the values.

An envelope is `v1.` and base64 of nonce and AES-256-GCM ciphertext; it is bound to its person and its field, so it opens
nowhere else. A person's key is kept wrapped under the house's active master key (`trust.keyring`).
Nobody calls `unseal` but the action that has written the opening down first.
"""

import base64
import secrets
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zhike.trust.keyring import master, ring
from zhike.trust.models import SubjectKey

_VERSION = "v1"
_NONCE = 12


class Unopenable(ValueError):
    """The value cannot be opened: its key is destroyed, or the envelope is not what was sealed."""


class Sealed:
    """Stands where a sealed value would be; it prints as a seal and gives nothing away."""

    __slots__ = ()

    def __str__(self) -> str:
        return "▣▣▣"

    __repr__ = __str__

    def __reduce__(self) -> NoReturn:
        raise TypeError("a sealed value does not travel")


SEALED = Sealed()


def seal(subject: str, field: str, text: str) -> str:
    """The envelope of a text that concerns this person (`contact:12`) in this field."""
    return f"{_VERSION}.{_encrypted(_key_of(subject), subject, field, text.encode())}"


def unseal(subject: str, field: str, envelope: str) -> str:
    """What was sealed; `Unopenable` when the key is gone or the envelope belongs elsewhere."""
    return _decrypted(_existing_key(subject), subject, field, envelope).decode()


def seal_bytes(subject: str, field: str, content: bytes) -> bytes:
    """A file's content under the person's key."""
    nonce = secrets.token_bytes(_NONCE)
    cipher = AESGCM(_key_of(subject))
    return nonce + cipher.encrypt(nonce, content, _bound(subject, field))


def open_bytes(subject: str, field: str, content: bytes) -> bytes:
    """What `seal_bytes` sealed."""
    try:
        cipher = AESGCM(_existing_key(subject))
        return cipher.decrypt(content[:_NONCE], content[_NONCE:], _bound(subject, field))
    except InvalidTag:
        raise Unopenable(field) from None


def destroy_key(subject: str) -> bool:
    """Nothing sealed for this person opens ever again; say whether there was a key."""
    return bool(SubjectKey.objects.filter(subject=subject).delete()[0])


def rewrap(limit: int = 500) -> int:
    """Wrap a batch of persons' keys under the active master key; how many were still under an older one."""
    active = ring().active
    old = SubjectKey.objects.exclude(master=active).order_by("subject")[:limit]
    count = 0
    for row in old:
        key = _unwrapped(row)
        SubjectKey.objects.filter(pk=row.pk, master=row.master).update(
            wrapped=_wrapped(row.subject, key, active), master=active
        )
        count += 1
    return count


def _key_of(subject: str) -> bytes:
    found = SubjectKey.objects.filter(subject=subject).first()
    if found:
        return _unwrapped(found)
    key, active = AESGCM.generate_key(256), ring().active
    SubjectKey.objects.bulk_create(
        [SubjectKey(subject=subject, wrapped=_wrapped(subject, key, active), master=active)],
        ignore_conflicts=True,
    )
    return _unwrapped(SubjectKey.objects.get(subject=subject))


def _existing_key(subject: str) -> bytes:
    found = SubjectKey.objects.filter(subject=subject).first()
    if found is None:
        raise Unopenable(subject)
    return _unwrapped(found)


def _wrapped(subject: str, key: bytes, master_id: str) -> str:
    nonce = secrets.token_bytes(_NONCE)
    cipher = AESGCM(master(master_id))
    return base64.b64encode(nonce + cipher.encrypt(nonce, key, subject.encode())).decode()


def _unwrapped(row: SubjectKey) -> bytes:
    raw = base64.b64decode(row.wrapped)
    try:
        cipher = AESGCM(master(row.master))
        return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], row.subject.encode())
    except InvalidTag:
        raise Unopenable(row.subject) from None


def _encrypted(key: bytes, subject: str, field: str, content: bytes) -> str:
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(key).encrypt(nonce, content, _bound(subject, field))
    return base64.b64encode(nonce + sealed).decode()


def _decrypted(key: bytes, subject: str, field: str, envelope: str) -> bytes:
    version, _, body = envelope.partition(".")
    try:
        raw = base64.b64decode(body, validate=True)
        if version != _VERSION:
            raise Unopenable(field)
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], _bound(subject, field))
    except (InvalidTag, ValueError):
        raise Unopenable(field) from None


def _bound(subject: str, field: str) -> bytes:
    return f"{subject}|{field}".encode()
