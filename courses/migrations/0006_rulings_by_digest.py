import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def mark_again_by_old_rulings(apps, schema_editor):
    """They were read as judging whatever a number of edition asked, corrections included; that is put right.

    Nobody loses a pass by it: a pass that was kept stays.
    """
    Activity = apps.get_model("courses", "Activity")
    ItemRuling = apps.get_model("courses", "ItemRuling")
    Remarking = apps.get_model("courses", "Remarking")
    asked = {}
    for ruling in ItemRuling.objects.order_by("pk").iterator():
        asked.setdefault((ruling.course_id, ruling.made_by_id), []).append(ruling)
    for (course, by), rulings in asked.items():
        judged = {(ruling.edition_number, str(ruling.item_key)) for ruling in rulings}
        quizzes = Activity.objects.filter(edition__course=course, kind="quiz").order_by("pk")
        met = [
            pk
            for pk, number, body in quizzes.values_list("pk", "edition__number", "body")
            if any((number, item["key"]) in judged for item in body["items"])
        ]
        if met:
            Remarking.objects.create(course_id=course, asked_by_id=by, activities=met)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0004_response_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Remarking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("done", "Done"), ("stopped", "Stopped")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("available_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("activities", models.JSONField()),
                ("total", models.PositiveIntegerField(blank=True, null=True)),
                ("looked_at", models.PositiveIntegerField(default=0)),
                ("last_attempt", models.PositiveBigIntegerField(default=0)),
                (
                    "asked_by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"),
                ),
                ("course", models.ForeignKey("courses.Course", models.PROTECT, related_name="remarkings")),
                (
                    "edition",
                    models.ForeignKey(
                        "courses.Edition", models.PROTECT, blank=True, null=True, related_name="remarkings"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state__in=["waiting", "stopped"], done_at=None)
                        | Q(state="done", done_at__isnull=False),
                        name="courses_remarking_done_has_its_time",
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["available_at"],
                        condition=Q(state="waiting"),
                        name="courses_remarking_waiting",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint("itemruling", "courses_itemruling_names_its_option"),
        migrations.AddField(
            "itemruling", "format", models.PositiveSmallIntegerField(default=1), preserve_default=False
        ),
        migrations.AddField(
            "itemruling",
            "item_digest",
            models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField("itemruling", "alternative", models.JSONField(blank=True, null=True)),
        migrations.AddField(
            "itemruling",
            "before",
            models.ForeignKey("courses.Edition", models.PROTECT, blank=True, null=True, related_name="+"),
        ),
        migrations.AlterField(
            "itemruling", "edition_number", models.PositiveSmallIntegerField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            "itemruling",
            models.CheckConstraint(
                condition=Q(
                    Q(kind="accept-also", option_key__isnull=False)
                    | Q(kind__in=["credit-everyone", "leave-out"], option_key=None),
                    format=1,
                    edition_number__isnull=False,
                    item_digest="",
                    alternative__isnull=True,
                    before=None,
                )
                | Q(
                    ~Q(item_digest=""),
                    Q(kind="accept-also", alternative__isnull=False)
                    | Q(kind__in=["credit-everyone", "leave-out"], alternative__isnull=True),
                    format=2,
                    edition_number=None,
                    option_key=None,
                ),
                name="courses_itemruling_fits_its_format",
            ),
        ),
        migrations.AddField("activitycompletion", "recorded_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "activitycompletion",
            models.CheckConstraint(
                condition=Q(recorded_at=None) | Q(recorded_at__gte=F("completed_at")),
                name="courses_activitycompletion_recorded_afterwards",
            ),
        ),
        migrations.AddField("completion", "recorded_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "completion",
            models.CheckConstraint(
                condition=Q(recorded_at=None) | Q(recorded_at__gte=F("completed_at")),
                name="courses_completion_recorded_afterwards",
            ),
        ),
        migrations.RunPython(mark_again_by_old_rulings, migrations.RunPython.noop),
    ]
