"""The triggers by which the database itself refuses to change the journal."""

from django.db import migrations

from zhike.trust import append_only


def install(apps, schema_editor):
    append_only.install()


def lift(apps, schema_editor):
    append_only.take_away()


class Migration(migrations.Migration):
    replaces = [("trust", "0004_append_only")]

    dependencies = [("trust", "0001_tables")]

    operations = [migrations.RunPython(install, lift)]
