"""The master key is changed and the change killed again and again: every sealed value stays readable, and none lies on the disk in clear."""

import os
import random
import signal
import subprocess
import time

import pytest

from tests_fault.house import ZHIKE, House

VALUES = 2_000
KILLS = 20
FILL = """
from zhike.trust.sealing import seal
from django.db import transaction
from zhike.customers.models import Customer, Fact
from datetime import date
day = date(2026, 11, 23)
with transaction.atomic():
    for n in range({values}):
        name = f"C{{n}}"
        customer = Customer.objects.create(name=name, name_key=name, pinyin=name)
        about = f"customer:{{customer.pk}}"
        Fact.objects.create(
            customer=customer, key="mackay66.religion.belief", method="m", level=3, source="told",
            noted_on=day, confirmed_on=day, sealed=seal(about, "belief", f"sealed-canary-{{n}}"),
        )
"""
READ = """
from zhike.customers.models import Fact
from zhike.trust.sealing import unseal
rows = Fact.objects.unscoped().exclude(sealed="").order_by("pk")
opened = [unseal(f"customer:{row.customer_id}", "belief", row.sealed) for row in rows]
print(sum(text == f"sealed-canary-{n}" for n, text in enumerate(opened)))
"""


@pytest.fixture
def house(prepared: House) -> House:
    done = prepared.run("shell", "--verbosity", "0", "--command", FILL.format(values=VALUES))
    assert done.returncode == 0, done.stderr
    return prepared


def _readable(house: House) -> int:
    done = house.run("shell", "--verbosity", "0", "--command", READ)
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-1])


def _takes(house: House) -> float:
    """How long a whole change of the key takes here, start of the process included."""
    begun = time.monotonic()
    assert house.run("rotate").returncode == 0
    return time.monotonic() - begun


def test_however_often_the_change_of_the_key_is_killed_every_sealed_value_is_read(
    house: House,
) -> None:
    chance, whole = random.Random(7), _takes(house)
    cut_short = 0
    for n in range(KILLS):
        process = subprocess.Popen(
            [*ZHIKE, "rotate"], env=house.environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        begun = time.monotonic()
        try:
            process.wait(whole * chance.uniform(0.35, 1.0))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            cut_short += 1
        else:
            whole = min(whole, time.monotonic() - begun)
        assert _readable(house) == VALUES, f"after kill {n}"
    assert cut_short >= KILLS // 2, "the kills came too late to prove anything"
    assert house.run("rotate", "--finish").returncode == 0
    assert _readable(house) == VALUES
    _one_key_wraps_all(house)
    for path in (p for p in house.home.rglob("*") if p.is_file()):
        assert b"sealed-canary-" not in path.read_bytes(), path


def _one_key_wraps_all(house: House) -> None:
    """Whoever holds an old key file opens nothing that is wrapped now."""
    asks = "from zhike.trust.models import SubjectKey as K; print(len(set(K.objects.values_list('master', flat=True))))"
    assert house.run("shell", "--verbosity", "0", "--command", asks).stdout.split()[-1] == "1"
