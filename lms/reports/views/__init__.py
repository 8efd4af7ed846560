from lms.reports.views.exports import record_csv, team_csv
from lms.reports.views.person import person
from lms.reports.views.record import record
from lms.reports.views.teams import team, teams

__all__ = ["person", "record", "record_csv", "team", "team_csv", "teams"]
