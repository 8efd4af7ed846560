from django.db import migrations, models

from lms.core.text import searchable

BATCH = 500


def fill(apps, schema_editor):
    """Names as they are searched, of everybody and every organisation that is there already."""
    for name in ("Organisation", "User"):
        rows = apps.get_model("people", name).objects.order_by("pk").only("pk", "name")
        batch = []
        for row in rows.iterator(chunk_size=BATCH):
            row.searchable_name = searchable(row.name)
            batch.append(row)
            if len(batch) == BATCH:
                _save(batch)
        _save(batch)


def _save(batch):
    if batch:
        type(batch[0]).objects.bulk_update(batch, ["searchable_name"])
        batch.clear()


class Migration(migrations.Migration):
    dependencies = [("people", "0004_localities")]

    operations = [
        migrations.AddField(
            "Organisation", "searchable_name", models.TextField(blank=True, default="", editable=False)
        ),
        migrations.AddField(
            "User", "searchable_name", models.TextField(blank=True, default="", editable=False)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
