"""Cases taken down before they had a board: who was asked first, by when, in which lane, and whether it is over."""

from datetime import datetime, time

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.utils.timezone import get_current_timezone, make_aware


def fill(apps, _schema_editor):
    Case = apps.get_model("service", "Case")
    Resolution = apps.get_model("service", "Resolution")
    Case.objects.update(due_at=F("received_at"), first_asked=F("received_by"))
    Case.objects.filter(kind__in=("complaint", "grumble", "fault")).update(lane="fault")
    rows = []
    for case in (
        Case.objects.exclude(resolution=None)
        .annotate(
            on=Subquery(
                Resolution.objects.filter(case=OuterRef("pk")).values("resolved_on")[:1]
            )
        )
        .iterator(chunk_size=2000)
    ):
        end = datetime.combine(case.on, time(18))
        case.closed_at = make_aware(end, get_current_timezone())
        rows.append(case)
        if len(rows) == 2000:
            Case.objects.bulk_update(rows, ["closed_at"])
            rows.clear()
    Case.objects.bulk_update(rows, ["closed_at"])


class Migration(migrations.Migration):
    dependencies = [("service", "0006_cases")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
