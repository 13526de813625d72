"""Before signing, after signing, or without potential for now: who goes by the low-effort rhythm, and no more by that of his grade (S2-39)."""

from django.db.models import Exists, OuterRef

from zhike.customers.models import Standing
from zhike.value.queries import methods

STAGE, NONE = "relation_stage", "no_potential"
LOW = "stage_rhythm"


def is_low(customer: str = "pk") -> Exists:
    """Whether a customer stands in a stage that has a rhythm of its own; `customer` is the path to him."""
    standard = methods().standards[LOW]
    grades = [treatment.grade for treatment in standard.treatments]
    rows = Standing.objects.unscoped().filter(customer=OuterRef(customer))
    return Exists(rows.filter(scheme=standard.scheme, grade__in=grades))
