from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_initial")]

    operations = [
        migrations.RemoveConstraint("readingplace", "courses_readingplace_one_per_activity"),
        migrations.RenameModel("ReadingPlace", "ReadingPosition"),
        migrations.AlterField(
            "readingposition",
            "enrolment",
            models.ForeignKey("courses.Enrolment", models.PROTECT, related_name="reading_positions"),
        ),
        migrations.AddConstraint(
            "readingposition",
            models.UniqueConstraint(
                fields=["enrolment", "activity_key"], name="courses_readingposition_one_per_activity"
            ),
        ),
    ]
