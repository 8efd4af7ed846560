"""Addresses of the learner's side: the catalogue, course pages, and what somebody is learning."""

from django.urls import path

from courses.views import answers, catalogue, course, learning, player, sample

app_name = "courses"

ATTEMPT = "learn/<int:enrolment>/<uuid:key>/attempts/<int:number>/"

urlpatterns = [
    path("courses/", catalogue.catalogue, name="catalogue"),
    path("courses/<slug:slug>/", course.course, name="course"),
    path("courses/<slug:slug>/sample/", sample.sample, name="sample"),
    path("courses/<slug:slug>/join/", course.join, name="join"),
    path("learn/", learning.my_learning, name="my_learning"),
    path("learn/<int:enrolment>/", learning.outline, name="outline"),
    path("learn/<int:enrolment>/leave/", learning.leave, name="leave"),
    path("learn/<int:enrolment>/move/", learning.move, name="move"),
    path("learn/<int:enrolment>/<uuid:key>/", player.activity, name="activity"),
    path("learn/<int:enrolment>/<uuid:key>/finish/", player.finish, name="finish"),
    path("learn/<int:enrolment>/<uuid:key>/position/", player.save_position, name="reading_position"),
    path("learn/<int:enrolment>/<uuid:key>/start/", player.start, name="start_attempt"),
    path("learn/<int:enrolment>/<uuid:key>/ask/", player.ask, name="ask_for_attempt"),
    path(ATTEMPT, answers.attempt, name="attempt"),
    path(f"{ATTEMPT}save/", answers.save, name="save_answer"),
    path(f"{ATTEMPT}submit/", answers.submit, name="submit"),
]
