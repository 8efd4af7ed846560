"""Fill the database of the benchmark, by SQL where there are many rows.

Twenty courses of ten activities; each person in a team of fifty, all teams beneath one; each with five
enrolments, twenty activities finished and one course completed, which has its certificate.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.http import HttpRequest

from cms.actions import make_public_pages
from courses.models import Course, Enrolment
from lms.people.models import JobRole, Membership, Organisation, Team, User
from tests.bench.bodies import make_course

COURSES, PER_TEAM, SIGNED_IN, MANAGERS, TO_DRAW = 20, 50, 400, 4, 600
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BARE_BACKEND = "django.contrib.auth.backends.ModelBackend"

PEOPLE = """
INSERT INTO people_user (password, is_superuser, is_active, key, name, searchable_name, email,
                         name_on_certificates,
                         joined_at, asked_about_certificates_at)
SELECT '!', false, true, gen_random_uuid(), 'Person ' || n, 'person ' || n,
       'person' || n || '@example.org', '',
       %(ago)s, %(ago)s
FROM generate_series(1, %(people)s) n ORDER BY n
"""
MEMBERSHIPS = """
INSERT INTO people_membership (user_id, team_id, job_role_id, kind, reason, since)
SELECT u.id, (%(teams)s::bigint[])[1 + (row_number() OVER (ORDER BY u.id) - 1) / %(per_team)s], %(job)s,
       'member', '', %(ago)s::date
FROM people_user u WHERE u.name LIKE 'Person %%'
"""
ENROLMENTS = """
INSERT INTO courses_enrolment (learner_id, course_id, edition_number, enrolled_at, ended_at)
SELECT u.id, (%(courses)s::bigint[])[1 + (u.id + 4 * k) %% %(many)s], 1,
       %(ago)s + u.id %% 200 * interval '1 day',
       CASE WHEN k = 4 THEN %(ago)s + (u.id %% 200 + 30) * interval '1 day' END
FROM people_user u, generate_series(0, 4) k WHERE u.name LIKE 'Person %%' ORDER BY k, u.id
"""
FINISHED = """
INSERT INTO courses_activitycompletion (enrolment_id, activity_id, activity_key, completed_at)
SELECT e.id, a.id, a.key, e.enrolled_at + (a.position + 1) * interval '1 day'
FROM courses_enrolment e JOIN courses_edition d ON d.course_id = e.course_id
     JOIN courses_activity a ON a.edition_id = d.id AND a.position < 4
"""
COMPLETIONS = """
INSERT INTO courses_completion (learner_id, course_id, edition_id, enrolment_id, origin, completed_at,
                                completed_on, minutes, participatory_minutes)
SELECT e.learner_id, e.course_id, d.id, e.id, 'in-system', e.ended_at, e.ended_at::date, d.minutes, 0
FROM courses_enrolment e JOIN courses_edition d ON d.course_id = e.course_id WHERE e.ended_at IS NOT NULL
"""
CERTIFICATES = """
INSERT INTO certificates_certificate (completion_id, number, token, state, design, minted_at, issued_at,
                                      pdf_digest, pdf_bytes, withdrawn_because)
SELECT c.id, 'BENCH-' || c.id, 'bench-' || md5(c.id::text),
       CASE WHEN n > %(draw)s THEN 'issued' ELSE 'waiting' END, '2026-1',
       c.completed_at, CASE WHEN n > %(draw)s THEN c.completed_at END,
       CASE WHEN n > %(draw)s THEN repeat('0', 64) END, CASE WHEN n > %(draw)s THEN 90000 END, ''
FROM (SELECT *, row_number() OVER (ORDER BY id DESC) n FROM courses_completion) c
"""
WORDINGS = """
INSERT INTO certificates_certificatewording (certificate_id, holder, organisation, course)
SELECT f.id, u.name, 'Organisation of the benchmark', jsonb_build_object(
    'course', d.title, 'edition', '1', 'completed_on', c.completed_on, 'minutes', c.minutes,
    'participatory_minutes', 0, 'objectives', jsonb_build_array('Say what infant mental health is.'),
    'level', 'Awareness', 'label', '', 'reviewer', NULL, 'provider', 'PIER Learning',
    'verify_at', 'http://127.0.0.1:8000/verify/' || f.token || '/')
FROM certificates_certificate f JOIN courses_completion c ON c.id = f.completion_id
     JOIN courses_edition d ON d.id = c.edition_id JOIN people_user u ON u.id = c.learner_id
"""
DRAWINGS = """
INSERT INTO certificates_drawing (certificate_id, state, attempts, last_error)
SELECT id, 'waiting', 0, '' FROM certificates_certificate WHERE state = 'waiting'
"""


@transaction.atomic
def fill(people: int, *, at: datetime) -> dict[str, Any]:
    """All rows; returns what a client needs to know: cookies of people signed in, and where things are."""
    ago = at - timedelta(days=400)
    make_public_pages(by=None, at=at)
    trainer = User.objects.create_user("trainer@example.org", name="Tara Trainer")
    job = JobRole.objects.create(name="Health visitor of the benchmark")
    organisation = Organisation.objects.create(name="Organisation of the benchmark", sector="trust")
    courses = [make_course(number, by=trainer, at=ago).course for number in range(COURSES)]
    everybody = Team.add_root(organisation=organisation, name="Everybody")
    teams = [
        everybody.add_child(organisation=organisation, name=f"Team {number + 1}")
        for number in range(-(-people // PER_TEAM))
    ]
    values = {
        "people": people,
        "ago": ago,
        "job": job.pk,
        "per_team": PER_TEAM,
        "many": COURSES,
        "draw": TO_DRAW,
    }
    values |= {"teams": [team.pk for team in teams], "courses": [course.pk for course in courses]}
    with connection.cursor() as cursor:
        for statement in (
            PEOPLE,
            MEMBERSHIPS,
            ENROLMENTS,
            FINISHED,
            COMPLETIONS,
            CERTIFICATES,
            WORDINGS,
            DRAWINGS,
        ):
            cursor.execute(statement, values)
    managers = [_manager(team, job, at=ago) for team in teams[:MANAGERS]]
    head, _ = _manager(everybody, job, at=ago)
    return {
        **_for_the_client(managers, courses),
        "head": {"cookie": _signed_in(head), "team": everybody.pk},
    }


def _manager(team: Team, job: JobRole, *, at: datetime) -> tuple[User, Team]:
    user = User.objects.create_user(f"manager{team.pk}@example.org", name=f"Manager {team.pk}")
    Membership.objects.create(user=user, team=team, job_role=job, kind="manager", since=at.date())
    return user, team


def _for_the_client(managers: list[tuple[User, Team]], courses: list[Course]) -> dict[str, Any]:
    learners = list(User.objects.filter(name__startswith="Person ").order_by("pk")[:SIGNED_IN])
    enrolments: dict[int, list[int]] = {learner.pk: [] for learner in learners}
    open_ones = Enrolment.objects.open().filter(learner__in=learners).order_by("pk")
    for learner, enrolment in open_ones.values_list("learner_id", "pk"):
        enrolments[learner].append(enrolment)
    slugs = dict(Enrolment.objects.filter(learner__in=learners).values_list("pk", "course__slug"))
    parts = {
        course.slug: [
            {"key": str(key), "body": body if "items" in body else None}
            for key, body in course.editions.get().activities.in_order().values_list("key", "body")
        ]
        for course in courses
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM certificates_certificate ORDER BY id LIMIT 200")
        tokens = [token for (token,) in cursor.fetchall()]
    return {
        "learners": [
            {"cookie": _signed_in(each), "enrolments": [[pk, slugs[pk]] for pk in enrolments[each.pk]]}
            for each in learners
        ],
        "bare": [_signed_in(each, BARE_BACKEND) for each in learners[:50]],
        "managers": [{"cookie": _signed_in(user), "team": team.pk} for user, team in managers],
        "parts": parts,
        "tokens": tokens,
    }


def _signed_in(user: User, backend: str = BACKEND) -> str:
    """The cookie of a session begun as the site begins them."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=backend)
    request.session.save()
    return str(request.session.session_key)


def tidy() -> None:
    """What autovacuum would get round to, so that it does not while we measure."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
