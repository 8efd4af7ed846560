from django.urls import path

from lms.reports import views

app_name = "reports"

urlpatterns = [
    path("record/", views.record, name="record"),
    path("record/completions.csv", views.record_csv, name="record_csv"),
    path("record/everything/", views.my_data, name="my_data"),
    path("record/everything/file/", views.my_data_file, name="my_data_file"),
    path("organisation/people/<uuid:key>/erase/", views.erase_person, name="erase_person"),
    path("team/", views.teams, name="teams"),
    path("team/<int:team>/", views.team, name="team"),
    path("team/<int:team>/progress.csv", views.team_csv, name="team_csv"),
    path("team/<int:team>/people/<uuid:key>/", views.person, name="person"),
]
