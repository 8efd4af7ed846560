"""Addresses under /cms/ that are ours."""

from django.urls import path

from courses.viewsets import correcting, outline, people, picking, releasing, shelf, walk_through

app_name = "authoring"

COURSE = "courses/<int:pk>/"
WALK = f"{COURSE}walk/"
PART = f"{WALK}<uuid:key>/"
ATTEMPT = f"{PART}attempts/<int:number>/"

urlpatterns = [
    path("courses/", shelf.courses, name="courses"),
    path("courses/new/", shelf.new, name="new_course"),
    path("for-review/", shelf.for_review, name="for_review"),
    path("help/", shelf.help_page, name="help"),
    path(COURSE, outline.outline, name="outline"),
    path(f"{COURSE}add/", outline.add, name="add_part"),
    path(f"{COURSE}move/", outline.move, name="move_part"),
    path(f"{COURSE}ready/", outline.ready, name="mark_ready"),
    path(f"{COURSE}copy/", shelf.copy, name="copy_course"),
    path(f"{COURSE}objectives/", people.objectives, name="objectives"),
    path(f"{COURSE}authors/", people.authors, name="authors"),
    path(f"{COURSE}editions/", releasing.editions, name="editions"),
    path(f"{COURSE}editions/<int:number>/", correcting.correct, name="correct_edition"),
    path(f"{COURSE}attempts/", releasing.grant, name="grant_attempts"),
    path(f"{COURSE}release/", releasing.release, name="release"),
    path("quizzes/<int:pk>/questions/", picking.questions, name="questions"),
    path(WALK, walk_through.outline, name="walk"),
    path(PART, walk_through.activity, name="walk_activity"),
    path(f"{PART}finish/", walk_through.finish, name="walk_finish"),
    path(f"{PART}position/", walk_through.not_kept, name="walk_reading_position"),
    path(f"{PART}start/", walk_through.start, name="walk_start"),
    path(ATTEMPT, walk_through.attempt, name="walk_attempt"),
    path(f"{ATTEMPT}save/", walk_through.not_kept, name="walk_save"),
    path(f"{ATTEMPT}submit/", walk_through.submit, name="walk_submit"),
]
