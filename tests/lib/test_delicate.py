"""Words about health, religion, identity and bank cards warn the writer: most are met, few others are."""

from collections import Counter
from pathlib import Path

import pytest

from zhike.lib.delicate import Delicate, delicate

SENTENCES = [
    line.split("\t")
    for line in Path(__file__)
    .with_name("delicate_sentences.tsv")
    .read_text("utf-8")
    .splitlines()
]


def test_of_two_hundred_sentences_most_are_met_and_few_wrongly() -> None:
    delicate_ones = [(label, text) for label, text in SENTENCES if label != "none"]
    plain_ones = [text for label, text in SENTENCES if label == "none"]
    assert len(SENTENCES) >= 200
    met = [text for label, text in delicate_ones if label in delicate(text)]
    wrongly = [text for text in plain_ones if delicate(text)]
    assert len(met) / len(delicate_ones) >= 0.8, {t for _, t in delicate_ones} - set(met)
    assert len(wrongly) / len(plain_ones) <= 0.1, wrongly


@pytest.mark.parametrize("kind", list(Delicate))
def test_each_kind_is_met_by_itself(kind: Delicate) -> None:
    there = [text for label, text in SENTENCES if label == kind]
    found = Counter(kind in delicate(text) for text in there)
    assert found[True] / len(there) >= 0.8


def test_a_number_whose_check_digit_is_wrong_is_no_identity_and_no_card() -> None:
    assert delicate("身份证 110105194912310021") == ()
    assert delicate("卡号 6222021234567890123") == ()


def test_full_width_digits_and_gaps_hide_nothing() -> None:
    assert delicate("１１０１０５１９４９１２３１００２Ｘ") == (Delicate.IDENTITY,)
    assert delicate("4111 1111 1111 1111") == (Delicate.BANK_CARD,)
