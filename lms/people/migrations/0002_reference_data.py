"""Places, boards and job roles to start from. Administrators may change them: nothing is put back later."""

from datetime import date

from django.db import migrations

BOARDS = {
    "NHS Cheshire and Merseyside": [
        "Cheshire East",
        "Cheshire West",
        "Halton",
        "Knowsley",
        "Liverpool",
        "Sefton",
        "St Helens",
        "Warrington",
        "Wirral",
    ],
    "NHS Lancashire and South Cumbria": [
        "Blackburn with Darwen",
        "Blackpool",
        "Lancashire",
        "South Cumbria",
    ],
}
BOARDS_BEGAN = date(2022, 7, 1)

NURSING = "Nursing and Midwifery Registered"
CLINICAL_SUPPORT = "Additional Clinical Services"
SCIENTIFIC = "Additional Professional Scientific and Technical"
ALLIED = "Allied Health Professionals"
MEDICAL = "Medical and Dental"
OFFICE = "Administrative and Clerical"
STUDENTS = "Students"

#: Job role: the NHS staff group it belongs to; none where work outside the NHS has no such group.
JOB_ROLES = {
    "Health visitor": NURSING,
    "Specialist health visitor": NURSING,
    "School nurse": NURSING,
    "Staff nurse, 0–19": NURSING,
    "Family nurse": NURSING,
    "Neonatal nurse": NURSING,
    "Children’s nurse": NURSING,
    "Mental health nurse": NURSING,
    "Midwife": NURSING,
    "Perinatal mental health midwife": NURSING,
    "Community nursery nurse": CLINICAL_SUPPORT,
    "Maternity support worker": CLINICAL_SUPPORT,
    "Healthcare support worker": CLINICAL_SUPPORT,
    "Assistant psychologist": CLINICAL_SUPPORT,
    "Clinical psychologist": SCIENTIFIC,
    "Parent–infant therapist": SCIENTIFIC,
    "Child psychotherapist": SCIENTIFIC,
    "Social worker": SCIENTIFIC,
    "Speech and language therapist": ALLIED,
    "Occupational therapist": ALLIED,
    "Physiotherapist": ALLIED,
    "Art, music or drama therapist": ALLIED,
    "General practitioner": MEDICAL,
    "Paediatrician": MEDICAL,
    "Psychiatrist": MEDICAL,
    "Student health visitor": STUDENTS,
    "Student midwife": STUDENTS,
    "Team leader": NURSING,
    "Service manager": OFFICE,
    "Administrator": OFFICE,
    "Network coordinator": "",
    "Family hub manager": "",
    "Family support worker": "",
    "Early help worker": "",
    "Early years practitioner": "",
    "Nursery manager": "",
    "Infant feeding supporter": "",
    "Peer supporter": "",
    "Volunteer": "",
    "Other": "",
}


def add(apps, schema_editor):
    Icb, Place = apps.get_model("people", "Icb"), apps.get_model("people", "Place")
    IcbOfPlace, JobRole = apps.get_model("people", "IcbOfPlace"), apps.get_model("people", "JobRole")
    for board, places in BOARDS.items():
        icb, _ = Icb.objects.get_or_create(name=board)
        for name in places:
            place, made = Place.objects.get_or_create(name=name)
            if made:
                IcbOfPlace.objects.create(place=place, icb=icb, since=BOARDS_BEGAN)
    for name, staff_group in JOB_ROLES.items():
        JobRole.objects.get_or_create(name=name, defaults={"staff_group": staff_group})


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
