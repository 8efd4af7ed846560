"""What a person's copy holds: which tables, which of their columns, and why the others are left out.

Plain Python. A table that stands neither here nor among those left out fails the build: nothing that is
kept about people may be forgotten by the copy that they ask for.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """Rows of a table that are about a person.

    ``path`` leads from a row to the person. ``columns``: how the copy calls each, and where it is.
    """

    table: str
    title: str
    path: str
    columns: Mapping[str, str]


def same(*names: str) -> dict[str, str]:
    return {name.replace("_", " "): name for name in names}


ON = "enrolment__learner"
COURSE = {"course": "enrolment__course__title"}

PARTS = (
    Part(
        "people.User",
        "Your account",
        "pk",
        same("name", "email", "name_on_certificates", "joined_at", "closed_at", "last_login")
        | {"employer on certificates": "employer_on_certificates__name"}
        | {"second factor due on": "second_factor_due_on"},
    ),
    Part("account.EmailAddress", "E-mail addresses", "user", same("email", "verified", "primary")),
    Part("people.Registration", "Registrations", "user", same("register", "number")),
    Part(
        "people.Membership",
        "Where you work",
        "user",
        {"organisation": "team__organisation__name", "team": "team__name", "job role": "job_role__name"}
        | same("kind", "since", "until", "reason"),
    ),
    Part(
        "people.RoleHolding",
        "Roles",
        "user",
        same("role", "granted_at", "ended_at") | {"organisation": "organisation__name"},
    ),
    Part(
        "people.Invitation",
        "Invitations to your addresses",
        "email",
        same("email", "name", "kind", "invited_at", "expires_at", "accepted_at", "withdrawn_at")
        | {"team": "team__name", "job role": "job_role__name"},
    ),
    Part(
        "courses.Enrolment",
        "Courses you are or were on",
        "learner",
        {"course": "course__title"} | same("edition_number", "enrolled_at", "ended_at"),
    ),
    Part(
        "courses.ActivityCompletion",
        "Parts you finished",
        ON,
        COURSE | {"part": "activity__title"} | same("completed_at"),
    ),
    Part(
        "courses.Attempt",
        "Attempts at quizzes",
        ON,
        COURSE
        | {"quiz": "activity__title"}
        | same("number", "started_at", "submitted_at", "score", "out_of", "passed"),
    ),
    Part(
        "courses.ResponseEvent",
        "Answers, each time you changed one",
        "attempt__enrolment__learner",
        {"course": "attempt__enrolment__course__title", "quiz": "attempt__activity__title"}
        | {"question": "item_key"}
        | same("answer", "received_at")
        | {"words": "typed__words"},
    ),
    Part(
        "courses.Response",
        "Answers as they were marked",
        "attempt__enrolment__learner",
        {"course": "attempt__enrolment__course__title", "quiz": "attempt__activity__title"}
        | {"question": "item_key"}
        | same("answer", "score"),
    ),
    Part("courses.AttemptRequest", "Attempts you asked for", ON, COURSE | same("asked_at", "granted_at")),
    Part("courses.Revisit", "Parts you read again", ON, COURSE | {"part": "activity_key"} | same("at")),
    Part("courses.ReadingPosition", "Where you stopped reading", ON, COURSE | same("heading", "at")),
    Part(
        "courses.Completion",
        "Courses you completed",
        "learner",
        {"course": "course__title"} | same("completed_on", "minutes", "participatory_minutes", "origin"),
    ),
    Part(
        "certificates.Certificate",
        "Certificates",
        "completion__learner",
        same("number", "state", "minted_at", "issued_at", "withdrawn_at", "withdrawn_because"),
    ),
    Part(
        "certificates.CertificateWording",
        "What your certificates say",
        "certificate__completion__learner",
        {"number": "certificate__number"} | same("holder", "organisation", "course"),
    ),
    Part("courses.CourseAuthor", "Courses you write", "user", {"course": "course__title"} | same("since")),
    Part(
        "wagtailcore.PageLogEntry",
        "What you wrote and published",
        "user",
        same("label", "action", "timestamp"),
    ),
    Part(
        "wagtailcore.ModelLogEntry",
        "Questions, pictures and sources you changed",
        "user",
        same("label", "action", "timestamp"),
    ),
    Part("wagtailcore.Comment", "Comments on drafts", "user", same("text", "created_at")),
    Part("wagtailcore.CommentReply", "Replies to comments", "user", same("text", "created_at")),
    Part("notices.Notice", "What you were told", "person", same("kind", "made_at")),
    Part(
        "core.OutgoingMail",
        "Mails to your addresses",
        "to",
        same("to", "subject", "text", "state", "posted_at"),
    ),
    Part(
        "core.AuditEntry",
        "What was done and seen about you",
        "subject_id",
        same("at", "action", "reason", "detail"),
    ),
    Part(
        "usersessions.UserSession", "Where you are signed in", "user", same("created_at", "ip", "user_agent")
    ),
    Part("mfa.Authenticator", "Second factors", "user", same("type", "created_at", "last_used_at")),
    Part(
        "socialaccount.SocialAccount",
        "Organisations’ sign-ins",
        "user",
        same("provider", "uid", "date_joined", "last_login", "extra_data"),
    ),
)

#: Why a table is left out. A label that ends with a dot stands for the whole package.
LEFT_OUT = {
    "courses.ResponseWords": "stands with the answers",
    "certificates.Drawing": "work that is under way; the certificate is in the copy",
    "reports.PersonalCopy": "this copy, and those before it",
    "sessions.Session": "a secret of the browser; where you are signed in is in the copy",
    "account.EmailConfirmation": "codes that are over within the hour",
    "core.TryCount": "counts by a digest that names nobody",
    "core.CachedValue": "counts for minutes",
    "core.MissedEvent": "news under way between parts of the site",
    "core.RetentionRun": "about nights, not people",
    "core.OpenDoor": "empty",
    "people.Organisation": "about organisations",
    "people.Team": "about teams; yours are named",
    "people.Icb": "names of places",
    "people.Locality": "names of places",
    "people.IcbOfLocality": "names of places",
    "people.JobRole": "names of occupations",
    "courses.": "what is taught and asked, whoever wrote it; that you wrote it is in what you published",
    "cms.": "pages and files of the site; that you changed them is in what you published",
    "wagtailcore.": "pages and drafts; that you changed them is in what you published",
    "wagtailusers.UserProfile": "how the editor looks to you; nothing but switches",
    "wagtailadmin.": "who has a draft open at the moment",
    "wagtailembeds.": "films of others",
    "wagtailimages.": "pictures of the site",
    "wagtaildocs.": "files of the site",
    "modelsearch.": "an index of what is taught",
    "taggit.": "labels of pictures",
    "socialaccount.": "settings, and nothing",
    "auth.": "what groups may do",
    "contenttypes.": "names of tables",
}


def is_left_out(label: str) -> bool:
    """Whether a table is left out with a reason."""
    package = label.split(".")[0] + "."
    return label in LEFT_OUT or package in LEFT_OUT
