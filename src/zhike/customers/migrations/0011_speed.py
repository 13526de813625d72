from itertools import batched

from django.db import migrations, models

from zhike.customers import search


def index_anew(apps, schema_editor):
    """The index has threes of letters and keeps what is personal apart."""
    entries = apps.get_model("customers", "SearchEntry").objects.order_by("pk")
    rows = entries.values_list("pk", "haystack", "personal")
    for some in batched(rows.iterator(chunk_size=1_000), 1_000, strict=False):
        search.write_grams(some)


class Migration(migrations.Migration):
    dependencies = [("customers", "0010_packed")]
    operations = [
        migrations.RemoveIndex("standing", "standing_by_grade"),
        migrations.AddIndex(
            "standing",
            models.Index(fields=["grade", "scheme", "customer"], name="standing_by_grade"),
        ),
        migrations.AlterField(
            "fact",
            "sheet",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=models.deletion.CASCADE,
                related_name="answers",
                to="customers.sheet",
            ),
        ),
        migrations.AddIndex(
            "fact",
            models.Index(
                condition=models.Q(("sheet", None), _negated=True),
                fields=["sheet"],
                name="fact_on_sheet",
            ),
        ),
        migrations.AddIndex(
            "customer", models.Index(fields=["city", "id"], name="customer_by_city")
        ),
        migrations.AddIndex(
            "customer", models.Index(fields=["industry", "id"], name="customer_by_industry")
        ),
        migrations.RunPython(index_anew, migrations.RunPython.noop, elidable=True),
    ]
