"""A mark of the curve of 2/8 leads to exactly the customers it speaks of."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from tests.conftest import Cast
from tests.facts import customer, order
from zhike.value import jobs

NIGHT = date(2026, 11, 21)


@pytest.mark.row("S2-06")
def test_the_customers_behind_a_mark_are_as_many_as_it_says(as_lin: Client, cast: Cast) -> None:
    # The smaller ones differ by less than any share tells: only the money does.
    for n, amount in enumerate((900_000, 50_000, 700, 600, 500, 400, 30, 20, 10)):
        order(customer(f"曲线{n}", cast.lin), "2026-06-01", amount)
    for job in (jobs.extract, jobs.measure, jobs.score, jobs.keep_measures):
        job(NIGHT)
    html = as_lin.get("/value/").content.decode()
    curve = html.split('id="curve"')[1].split("</figure>")[0]
    marks = re.findall(r'<a href="([^"]+)" aria-label="前 (\d+) 家', curve)
    assert [int(count) for _, count in marks] == list(range(1, 10))
    for address, count in marks:
        shown = as_lin.get(unescape(address)).content.decode()
        assert len(set(re.findall(r"曲线\d", shown))) == int(count)
