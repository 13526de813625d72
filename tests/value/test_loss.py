import pytest

from zhike.value.loss import Renewals, Saved, profit_if_loss_falls, renewal_chance


def test_a_standing_with_few_contracts_leans_on_the_company_s_rate() -> None:
    past = {"A": Renewals(40, 38), "C": Renewals(2, 0)}
    company = 39 * 10_000 // 44
    assert renewal_chance(past, "A") == (38 * 10_000 + 4 * company) // 44
    assert renewal_chance(past, "C") == 4 * company // 6
    assert renewal_chance(past, "B") == company


def test_before_any_contract_has_ended_no_chance_is_said() -> None:
    assert renewal_chance({}, "A") is None


@pytest.mark.row("S1-49")
def test_a_lower_loss_is_worth_what_the_company_s_own_figures_say() -> None:
    assert profit_if_loss_falls(500, 2_000_000_00, 3_000) == Saved(100_000_00, 30_000_00)
    assert profit_if_loss_falls(500, 2_000_000_00, None) == Saved(100_000_00, None)
    with pytest.raises(ValueError, match="all of it"):
        profit_if_loss_falls(10_001, 1, None)
