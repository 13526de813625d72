"""The file that lies stops the start, naming file and key, in both languages."""

from pathlib import Path

import pytest

from zhike.methods.library import library
from zhike.methods.reading import MethodError

SHELF = Path(__file__).parents[2] / "src" / "zhike" / "methods" / "shelf"


def altered(tmp_path: Path, file: str, old: str, new: str) -> Path:
    text = (SHELF / file).read_text("utf-8")
    assert old in text
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(old, new, 1), "utf-8")
    return tmp_path


CARD, RHYTHM = "scorecards/evaluation.toml", "standards/contact_rhythm.toml"
QUIET, FESTIVAL = "playbooks/quiet_customer.toml", "playbooks/festival_greetings.toml"
SHEET, LETTER = "forms/company_sheet.toml", "documents/birthday_letter.toml"
GROUP, STAFF, MIX = (
    f"standards/{name}.toml" for name in ("group_services", "staff", "effort_mix")
)
VISIT, COMPLAINT = "cards/visit_etiquette.toml", "playbooks/complaint_same_day.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        (CARD, "weight = 40", "weight = 41", "criteria.weight"),
        (CARD, "at_least = 60", "at_least = 85", "bands.at_least"),
        (CARD, 'measure = "target_pct"', 'measure = "luck"', "criteria[1].measure"),
        (CARD, "hysteresis = 0", "hysterisis = 0", "hysterisis"),
        (CARD, "neutral = 70", "", "neutral"),
        (CARD, "neutral = 70", 'neutral = "70"', "neutral"),
        (CARD, "neutral = 70", "neutral = true", "neutral"),
        (CARD, 'zh = "客户评估", en', "en", "title.zh"),
        (CARD, ', en = "Customer evaluation"', "", "title.en"),
        (CARD, 'source = ["S1-59", "S1-60"]', "source = []", "source"),
        (CARD, '"S1-59"', '"page 564"', "source"),
        (CARD, "version = 1", "version = 0", "version"),
        (CARD, 'name = "evaluation"', 'name = "valuation"', "name"),
        (CARD, "line = {", "steps = [{ from = 0, share = 1 }]\nline = {", "criteria[1].line"),
        (CARD, "full_at = 100", "full_at = 0", "criteria[1].line.full_at"),
        (CARD, "{ from = 1,", "{ from = 0,", "criteria[3].steps.from"),
        (CARD, 'key = "credit"', 'key = "attitude"', "criteria.key"),
        (CARD, "{basis}的", "{basics}的", "criteria[1].says.zh"),
        (CARD, 'grade = "C"\nat', 'grade = "D"\nat', "examples[5].grade"),
        (CARD, "[[bands]]", "[bands", "-"),
        (RHYTHM, 'scheme = "evaluation"', 'scheme = "evolution"', "scheme"),
        (RHYTHM, 'grade = "B"', 'grade = "A"', "grades.grade"),
        (RHYTHM, 'grade = "C"', 'grade = "D"', "grades.grade"),
        (RHYTHM, 'scheme = "evaluation"', 'shape = "waltz"\nscheme = "evaluation"', "shape"),
        (GROUP, 'key = "statement"', 'key = "payment"', "services.key"),
        (GROUP, 'category = "basic"', 'category = "cheap"', "services[1].category"),
        (GROUP, '"hall", "hotline"]', '"pigeon"]', "services[1].channels"),
        (GROUP, "payment = 12", "paymint = 12", "entitlements[1].times.paymint"),
        (GROUP, "payment = 12", "payment = 400", "entitlements[1].times.payment"),
        (GROUP, 'grade = "B"', 'grade = "A"', "entitlements.grade"),
        (GROUP, 'grade = "B"', 'grade = "D"', "entitlements[2].grade"),
        (GROUP, 'scheme = "position"', 'scheme = "poise"', "entitlements[4].scheme"),
        (STAFF, 'side = "group"', 'side = "vip"', "posts"),
        (STAFF, 'grade = "diamond"', 'grade = "ruby"', "wants[3].grade"),
        (MIX, "personal = 45", "personal = 50", "mixes[1].share"),
        (MIX, 'grade = "full_service"', 'grade = "half"', "mixes[2].grade"),
        (MIX, 'grade = "C"', 'grade = "D"', "support[3].grade"),
        (QUIET, 'card = "visit_etiquette"', 'card = "etiquette"', "steps[1].card"),
        (QUIET, 'starts_on = "quiet"', 'starts_on = "noise"', "starts_on"),
        (QUIET, '"{last}；', '"{lost}；', "steps[1].why.zh"),
        (QUIET, '"on_the_day"', '"some_day"', "steps[1].clock.kind"),
        (COMPLAINT, '"18:00"', '"six"', "steps[1].clock.by"),
        (FESTIVAL, '"mid_autumn"', '"mid_winter"', "festivals"),
        (SHEET, "purpose = {", "reason = {", "groups[3].items[6].purpose"),
        (SHEET, 'key = "address"', 'key = "name"', "groups.items.key"),
        (LETTER, '"greeting", "memory"', '"memory"', "sections[1].body.zh"),
        (VISIT, '"visit", "call"', '"visit", "dance"', "moments"),
    ],
)
def test_a_lie_is_named_by_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, key: str
) -> None:
    with pytest.raises(MethodError) as lie:
        library(altered(tmp_path, file, old, new))
    assert (lie.value.file, lie.value.key) == (file, key)
    assert lie.value.words.zh
    assert lie.value.words.en


def test_the_company_s_own_file_stands_in_for_the_shipped_one(tmp_path: Path) -> None:
    own = library(
        altered(tmp_path, RHYTHM, "contact_every_days = 30", "contact_every_days = 14")
    )
    assert own.standards["contact_rhythm"].every_days["A"] == 14
    assert own.scorecards == library().scorecards


def test_a_folder_of_no_known_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "scorecrads").mkdir()
    with pytest.raises(MethodError, match="scorecrads"):
        library(tmp_path)
    with pytest.raises(MethodError, match="ZHIKE_METHODS"):
        library(tmp_path / "nowhere")
