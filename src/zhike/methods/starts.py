"""What may start a playbook, and the blanks its sentences may leave for it to fill (the trigger catalogue)."""

_MILESTONE = frozenset({"what", "day", "person"})
_STAGE = frozenset({"was", "day", "why"})
_VISIT = frozenset({"what", "day", "person", "at", "place"})

_CASE = frozenset({"received", "summary", "worker"})

# What a customer may come with, each with a start when it comes in and one when it is settled.
CASES = ("complaint", "grumble", "request", "letter", "fault", "question")

# What somebody writes down of a customer as it happens, or as it will happen.
MILESTONES = (
    "deal_won",
    "deal_lost",
    "delivered",
    "installing",
    "installed",
    "went_live",
    "satisfied",
    "promoted",
    "awarded",
    "news",
    "own_event",
    "trip_back",
    "contract_end",
    "staff_change_asked",
    "stock_short",
    "new_product",
    "service_opened",
    "unlawful_rival",
)

STARTS: dict[str, frozenset[str]] = {
    "quiet": frozenset({"last", "grade", "every", "revenue"}),
    "rhythm_broken": frozenset({"cycle", "days", "times", "last_order", "revenue"}),
    "birthday": frozenset({"person", "day", "given", "turns", "last", "likes"}),
    "promise": frozenset({"what", "made_on", "due", "person"}),
    **{f"{kind}_received": _CASE for kind in CASES},
    **{f"{kind}_resolved": frozenset({"resolved", "summary"}) for kind in CASES},
    "case_told": frozenset({"told", "summary"}),
    "case_handed": frozenset({"who", "why", "summary"}),
    "case_off_site": frozenset({"who", "place", "summary"}),
    "leave_asked": frozenset({"who", "what", "summary"}),
    "visit_planned": _VISIT,
    "formal_visit_planned": _VISIT,
    "formal_visit_over": _VISIT,
    "message_left": frozenset({"caller", "what", "number"}),
    "ring_back": frozenset({"caller", "what", "number"}),
    "call_back_planned": frozenset({"person", "what", "hours"}),
    "regraded": frozenset({"before", "after", "points", "weakest", "every"}),
    "people_gap": frozenset({"count"}),
    "signed_opposes": frozenset({"person", "signed"}),
    "signed_never_met": frozenset({"person", "signed"}),
    "signed_supports": frozenset({"person", "signed"}),
    "handed_over": frozenset({"before", "promises", "people"}),
    "festival": frozenset({"festival", "day", "given", "count"}),
    "referral": frozenset({"person", "customer", "day"}),
    "new_month": frozenset({"period", "count"}),
    "new_quarter": frozenset({"period", "count"}),
    "new_year": frozenset({"period", "count"}),
    "payment_overdue": frozenset({"amount", "due", "days", "count"}),
    "service_due": frozenset({"service", "grade", "times", "last", "promised", "level"}),
    "executive_due": frozenset({"last", "grade", "every", "revenue"}),
    "session_planned": frozenset({"what", "day", "means", "goal"}),
    "programme_begins": frozenset({"what", "day", "goal"}),
    "programme_ends": frozenset({"what", "day", "goal"}),
    "asset_due": frozenset({"what", "serial", "terms", "day", "last"}),
    "big_order": frozenset({"what", "day", "person", "amount"}),
    "bulletin_out": frozenset({"what", "person", "day"}),
    "bulletin_told": frozenset({"what", "person", "day"}),
    "feedback_answered": frozenset({"what", "answer", "who"}),
    "rival_chance": frozenset({"rival", "since", "fact"}),
    "reaction_due": frozenset({"rival", "since", "last"}),
    "stage_before": _STAGE,
    "stage_after": _STAGE,
    "stage_none": _STAGE,
    "stage_review": _STAGE,
    "quiet_low": frozenset({"last", "every", "why"}),
    "loss_warned": frozenset({"chance", "why", "amount"}),
    "way_back": frozenset({"day", "why"}),
    "plan_missing": frozenset({"grade", "why"}),
    "satisfaction_low": frozenset({"lowest", "value", "said"}),
    "survey_due": frozenset({"last"}),
    "expectation_due": frozenset({"what", "expected", "day"}),
    "signal_noted": frozenset({"what", "person", "sign"}),
    "position_reviewed": frozenset({"position", "who", "why"}),
    **dict.fromkeys(MILESTONES, _MILESTONE),
}
