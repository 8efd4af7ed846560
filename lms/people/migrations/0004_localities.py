import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """A town or council area is a Locality: “place” means too many things."""

    dependencies = [("people", "0002_reference_data")]

    operations = [
        migrations.RemoveConstraint("IcbOfPlace", "people_icbofplace_one_open_per_place"),
        migrations.RemoveConstraint("IcbOfPlace", "people_icbofplace_ends_after_it_starts"),
        migrations.RenameModel("Place", "Locality"),
        migrations.RenameModel("IcbOfPlace", "IcbOfLocality"),
        migrations.RenameField("IcbOfLocality", "place", "locality"),
        migrations.RenameField("Organisation", "place", "locality"),
        migrations.AlterField(
            "IcbOfLocality",
            "icb",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="localities", to="people.icb"
            ),
        ),
        migrations.AddConstraint(
            "IcbOfLocality",
            models.UniqueConstraint(
                condition=Q(until=None), fields=("locality",), name="people_icboflocality_one_open_per_locality"
            ),
        ),
        migrations.AddConstraint(
            "IcbOfLocality",
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="people_icboflocality_ends_after_it_starts",
            ),
        ),
    ]
