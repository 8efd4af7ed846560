from lms.reports.views.erasing import erase_person
from lms.reports.views.exports import record_csv, team_csv
from lms.reports.views.my_data import my_data, my_data_file
from lms.reports.views.person import person
from lms.reports.views.record import record
from lms.reports.views.teams import team, teams

__all__ = [
    "erase_person",
    "my_data",
    "my_data_file",
    "person",
    "record",
    "record_csv",
    "team",
    "team_csv",
    "teams",
]
