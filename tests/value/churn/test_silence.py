"""The chance of silence learnt from the company's own past, held against the model's on what came after."""

from datetime import date, timedelta

import pytest

from tests.value.cdnow import whole_book
from zhike.value.churn.silence import learnt
from zhike.value.lifetime.buying import alive, fit_buying
from zhike.value.lifetime.checking import auc, brier
from zhike.value.lifetime.future import quiet
from zhike.value.lifetime.grouping import book

THEN, DAYS = date(1997, 12, 31), 180


@pytest.mark.row("S2-42")
def test_on_cdnow_the_learnt_chance_ranks_and_hits_better_than_the_model_s() -> None:
    now, earlier = whole_book(THEN, DAYS), whole_book(THEN - timedelta(DAYS), DAYS)
    silent = (now.later == 0).astype(float)
    own = learnt(*earlier.floats, (earlier.later == 0).astype(float)).chance(*now.floats)
    buying = fit_buying(book(now.x, now.tx, now.age))
    model = quiet(buying, DAYS, *now.floats)
    assert (auc(own, silent) or 0) > (auc(model, silent) or 1) > 0.79
    assert brier(own, silent) < brier(model, silent) < 0.132
    assert own.mean() == pytest.approx(silent.mean(), abs=0.03)


def test_the_chance_of_being_ours_in_bg_nbd_is_no_warning_of_loss() -> None:
    """Everybody who bought once counts as here for ever there: it ranks worse than chance, so it is not what is shown."""
    now = whole_book(THEN, DAYS)
    plain = fit_buying(book(now.x, now.tx, now.age), leaves_at_once=False)
    silent = (now.later == 0).astype(float)
    assert (auc(1 - alive(plain, *now.floats), silent) or 1) < 0.5
