"""Where the search keeps its grams: a table of its own on SQLite, an array on PostgreSQL."""

from django.db import migrations


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE customers_grams USING fts5(grams, content='', contentless_delete=1, detail=none)"
        )
    else:
        schema_editor.execute(
            "ALTER TABLE customers_searchentry ADD COLUMN grams text[] NOT NULL DEFAULT '{}'"
        )
        schema_editor.execute(
            "CREATE INDEX customers_grams ON customers_searchentry USING gin (grams)"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE customers_grams")
    else:
        schema_editor.execute("ALTER TABLE customers_searchentry DROP COLUMN grams")


class Migration(migrations.Migration):
    replaces = [("customers", "0003_grams")]

    dependencies = [("customers", "0001_tables")]

    operations = [migrations.RunPython(make, drop)]
