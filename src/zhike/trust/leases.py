"""Leases: work that only one process may do at a time, and the sign of life of whoever does it.

A lease is one row changed by a conditional update, so two takers never both win, on either database.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from zhike.trust.models import Lease


def take(name: str, holder: str, *, at: datetime, lives: timedelta) -> bool:
    """Hold this work for a while, or hold it longer; False while somebody else does."""
    if _take(name, holder, at, at + lives):
        return True
    if Lease.objects.filter(name=name).exists():
        return False
    Lease.objects.bulk_create([Lease(name=name)], ignore_conflicts=True)
    return _take(name, holder, at, at + lives)


def release(name: str, holder: str) -> None:
    """Let go at once of what this holder holds; the sign of life stays."""
    Lease.objects.filter(name=name, holder=holder).update(held_until=None)


def find(name: str) -> Lease | None:
    """Who was last heard of doing this work, or None when nobody ever was."""
    return Lease.objects.filter(name=name).first()


def _take(name: str, holder: str, at: datetime, until: datetime) -> bool:
    free = Q(holder=holder) | Q(held_until=None) | Q(held_until__lt=at)
    return bool(
        Lease.objects.filter(free, name=name).update(
            holder=holder, beat_at=at, held_until=until
        )
    )
