from django.db import migrations, models
from django.db.models import F, Max, OuterRef, Q, Subquery


def note_the_newest_answer(apps, schema_editor):
    """Of attempts that are open. Those sent in take no more answers, so nothing asks them."""
    events = apps.get_model("courses", "ResponseEvent").objects.filter(attempt=OuterRef("pk"))
    newest = events.order_by().values("attempt").annotate(at=Max("received_at")).values("at")
    apps.get_model("courses", "Attempt").objects.filter(submitted_at=None).update(answered_at=Subquery(newest))


class Migration(migrations.Migration):
    dependencies = [("courses", "0006_rulings_by_digest")]

    operations = [
        migrations.AddField("attempt", "answered_at", models.DateTimeField(null=True, blank=True)),
        migrations.AddField("response", "replaced_sequence", models.PositiveIntegerField(default=0)),
        migrations.AddConstraint(
            "attempt",
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(answered_at=None) | Q(submitted_at__gte=F("answered_at")),
                name="courses_attempt_submitted_after_answers",
            ),
        ),
        migrations.RunPython(note_the_newest_answer, migrations.RunPython.noop),
    ]
