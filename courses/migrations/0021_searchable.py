from django.db import migrations, models

from cms.rules.clean_html import plain
from lms.core.text import searchable

BATCH = 500


def fill(apps, schema_editor):
    """Questions as the bank searches them."""
    model = apps.get_model("courses", "Question")
    batch = []
    for row in model.objects.order_by("pk").only("pk", "stem", "tags").iterator(chunk_size=BATCH):
        row.searchable = searchable(f"{plain(row.stem)} {row.tags}")
        batch.append(row)
        if len(batch) == BATCH:
            model.objects.bulk_update(batch, ["searchable"])
            batch.clear()
    if batch:
        model.objects.bulk_update(batch, ["searchable"])


class Migration(migrations.Migration):
    dependencies = [("courses", "0020_remarkings_that_are_held")]

    operations = [
        migrations.AddField(
            "Question", "searchable", models.TextField(blank=True, default="", editable=False)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
