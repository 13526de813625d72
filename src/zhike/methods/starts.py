"""What may start a playbook, and the blanks its sentences may leave for it to fill (the trigger catalogue)."""

_MILESTONE = frozenset({"what", "day", "person"})

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
    "complaint_received": frozenset({"received", "summary"}),
    "complaint_resolved": frozenset({"resolved", "summary"}),
    "request_received": frozenset({"received", "summary"}),
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
    "big_order": frozenset({"what", "day", "person", "amount"}),
    **dict.fromkeys(MILESTONES, _MILESTONE),
}
