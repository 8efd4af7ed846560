from django.db import migrations, models


class Migration(migrations.Migration):
    """Kinds of activity are found by name in the code: a new one changes no table of learning."""

    dependencies = [("courses", "0007_answered_at")]

    operations = [
        migrations.AlterField("activity", "kind", models.CharField(max_length=40)),
    ]
