from django.db import migrations

from zhike.trust import append_only


def install(apps, schema_editor):
    append_only.install()


def lift(apps, schema_editor):
    append_only.take_away()


class Migration(migrations.Migration):
    dependencies = [("trust", "0003_guard")]
    operations = [migrations.RunPython(install, lift)]
