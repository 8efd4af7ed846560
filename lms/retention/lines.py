"""What is kept for how long, and why: a line for every table of the database.

Whoever answers for the records of the network (its information governance lead) decides these lengths;
changing one is changing a word here. They follow the NHS Records Management Code where it speaks of
training (records of training at least six years, of statutory and mandatory training ten), and data
protection law for the rest: no longer than there is a use for it. The Code's own numbers have to be
checked by that person before they are relied upon. A table without a line fails the build.

`kept` stays, because of what it says. `leaves` goes by itself at night, once it is as old as it says,
counted from a time in the row; nothing leaves that something else still points to. `emptied` loses its
words, and the row stays. What is kept for years leaves in whole months, and every night says in the
audit how many of which month left.
"""

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q

from lms.retention.book import Book
from lms.retention.rules import days, years

book = Book()
kept, leaves, emptied = book.kept, book.leaves, book.emptied

# --- What somebody learnt -----------------------------------------------------------------------------------

kept(
    "courses_enrolment",
    "courses_activitycompletion",
    "courses_completion",
    "courses_attempt",
    "courses_attemptrequest",
    "courses_revisit",
    because="That somebody learnt is a fact, and theirs: regulators, employers and courts ask after ten "
    "years and more, and a record may not lapse because a person changed jobs. The nightly job "
    "never takes any of it; only erasure, asked for by name, may.",
)
kept(
    "courses_responseevent",
    "courses_response",
    "courses_responsewords",
    because="Answers are what marks rest on: when a right answer turns out to be wrong, they are marked "
    "again. They stay as long as their attempt; words that were typed stand beside them, and are "
    "emptied by erasure alone.",
)
kept(
    "courses_course",
    "courses_edition",
    "courses_activity",
    "courses_itemruling",
    because="What was taught, asked and decided: without it nobody could say any more what a completion "
    "was of.",
)
kept(
    "certificates_certificate",
    "certificates_certificatewording",
    because="A certificate can be checked for as long as it exists. Its words are emptied by erasure alone.",
)
kept(
    "courses_passage",
    because="By which words a course is found; made anew with every release, and says nothing of anybody.",
)
leaves(
    "courses_readingposition",
    after=days(365),
    since="at",
    because="Where somebody stopped reading is a convenience. After a year one begins at the top.",
)

# --- People and where they work -----------------------------------------------------------------------------

kept(
    "people_user",
    "people_registration",
    "account_emailaddress",
    because="Accounts are closed, never deleted: completions and certificates are somebody's. Names and "
    "addresses of those who ask are emptied by erasure.",
)
kept(
    "people_membership",
    "people_roleholding",
    "people_organisation",
    "people_team",
    because="Who worked where and answered for whom, from when until when: sight, rates as at a past "
    "day, and who could see a record then are worked out from it.",
)
leaves(
    "people_invitation",
    after=days(365),
    since="expires_at",
    because="It holds name and address of people who may never have come. What came of it is a "
    "membership, and who asked whom in stands in the audit. A year on nobody asks where an "
    "invitation went.",
)
kept(
    "people_icb",
    "people_locality",
    "people_icboflocality",
    "people_jobrole",
    because="Names of places and occupations: a few hundred rows that say nothing about anybody.",
)

# --- Who did and saw what -----------------------------------------------------------------------------------

leaves(
    "core_auditentry",
    after=years(6),
    since="at",
    only=~Q(action__in=["retention.kept_to", "rows.left"]),
    because="Who looked, changed, issued, withdrew: six years, as long as a claim may be brought. That "
    "rows left is kept: it is the proof that they did.",
)
leaves(
    "wagtailcore_pagelogentry",
    after=years(6),
    since="timestamp",
    because="Who wrote and published which page: as long as the audit, of which it is the authors' half.",
)
leaves(
    "wagtailcore_modellogentry",
    after=years(6),
    since="timestamp",
    because="Who changed which question, picture or source: likewise.",
)

# --- Told, sent, done ---------------------------------------------------------------------------------------

leaves(
    "notices_notice",
    after=years(6),
    since="made_at",
    because="That somebody was told, of what, when: as long as the audit. It holds no words.",
)
leaves(
    "core_outgoingmail",
    after=days(365),
    since="posted_at",
    only=Q(state__in=["done", "stopped"]),
    because="Whether a mail went out, and where to, is asked for weeks, seldom for months. One that a "
    "notice stands for stays as long as the notice, without its words. What could not be "
    "delivered for a year is no news.",
)
emptied(
    "core_outgoingmail",
    after=days(90),
    since="posted_at",
    only=Q(state__in=["done", "stopped"]) & ~(Q(text="") & Q(subject="")),
    text="",
    subject="",
)
leaves(
    "reports_personalcopy",
    after=days(7),
    since="done_at",
    only=Q(state="done"),
    because="Everything about a person in one file: long enough to be fetched, and no longer.",
)
leaves(
    "core_missedevent",
    after=days(90),
    since="done_at",
    only=Q(state="done"),
    because="News that was told again. What has stopped stays until somebody has seen to it.",
)
leaves(
    "certificates_drawing",
    after=days(90),
    since="done_at",
    only=Q(state="done"),
    because="How often a certificate was tried to be drawn matters while something may be wrong. The "
    "certificate itself says when it was issued.",
)
leaves(
    "courses_remarking",
    after=days(90),
    since="done_at",
    only=Q(state="done"),
    because="Attempts that were marked again say so themselves; who decided what, and why, is a ruling.",
)
leaves(
    "core_retentionrun",
    after=days(365),
    since="done_at",
    only=Q(state="done"),
    because="What left in a night is told in the audit.",
)
kept("core_opendoor", because="Empty, except for a moment on SQLite: the door through which facts leave.")

# --- Signing in, trying too often ---------------------------------------------------------------------------

leaves(
    "django_session",
    after=days(0),
    since="expire_date",
    because="Who is signed in, and where. Once it has ended it is of no use to anybody but a thief.",
)
leaves(
    "usersessions_usersession",
    after=days(0),
    since="created_at",
    only=Q(~Exists(Session.objects.filter(pk=OuterRef("session_key")))),
    because="On which devices somebody is signed in, for them to see: as long as the session.",
)
kept(
    "socialaccount_socialaccount",
    because="Which organisation’s sign-in opens an account, as long as the account: erasure removes it.",
)
kept(
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    because="Empty: providers stand in the settings, and what they hand out is not kept.",
)
kept(
    "mfa_authenticator",
    because="Passkeys, and apps’ secrets, encrypted: as long as the person signs in with them. They remove "
    "them, or erasure does.",
)
leaves(
    "core_trycount",
    after=days(0),
    since="ends_at",
    because="Counts of what was tried too often, by a digest that names nobody. Once over they mean nothing.",
)
leaves(
    "core_cache",
    after=days(0),
    since="expires",
    because="Counts of what was tried too often, for minutes or an hour; Django tidies it only when it "
    "is full.",
)
leaves(
    "account_emailconfirmation",
    after=days(30),
    since="created",
    because="Addresses are confirmed by a code of twenty minutes. What a link of earlier days left is over.",
)

# --- Writing courses and pages ------------------------------------------------------------------------------

leaves(
    "wagtailcore_revision",
    after=days(3 * 365),
    since="created_at",
    only=Q(approved_go_live_at=None),
    because="Drafts are saved every few seconds of writing. A course is reviewed every three years at "
    "most, and its authors can go back as far. The newest, the live and the commented draft are "
    "pointed to, and stay; what was taught stands in editions.",
)
leaves(
    "wagtailadmin_editingsession",
    after=days(2),
    since="last_seen_at",
    because="Who has a draft open just now, so that two do not write over each other.",
)
leaves(
    "wagtailadmin_formstate",
    after=days(2),
    since="last_updated_at",
    because="What a preview shows of a form that is not saved. Gone with the day.",
)
leaves(
    "wagtailembeds_embed",
    after=days(365),
    since="last_updated",
    because="A copy of what a foreign site said about a film, fetched again when it is asked for.",
)
kept(
    "courses_objective",
    "courses_courseauthor",
    "courses_question",
    "cms_sitesettings",
    "cms_source",
    "cms_keptpicture",
    "cms_keptfile",
    "wagtailcore_page",
    "wagtailcore_pageviewrestriction",
    "wagtailcore_pageviewrestriction_groups",
    "wagtailcore_pagesubscription",
    "wagtailcore_comment",
    "wagtailcore_commentreply",
    "wagtaildocs_document",
    "wagtailimages_image",
    "wagtailimages_rendition",
    "wagtailcore_uploadedfile",
    "taggit_tag",
    "taggit_taggeditem",
    because="Pages, questions, pictures and what belongs to them: written by hand, and there until "
    "their authors delete them. So are the tables of their kinds, and what is edited as a part of "
    "one: they need no line of their own.",
)
kept(
    "wagtailcore_referenceindex",
    "modelsearch_indexentry",
    "modelsearch_indexentry_fts",
    "modelsearch_indexentry_fts_config",
    "modelsearch_indexentry_fts_content",
    "modelsearch_indexentry_fts_data",
    "modelsearch_indexentry_fts_docsize",
    "modelsearch_indexentry_fts_idx",
    because="Made from pages and questions, a row or two for each, and gone with them.",
)

# --- How the site is set up ---------------------------------------------------------------------------------

kept(
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "people_user_groups",
    "people_user_user_permissions",
    "wagtailcore_groupcollectionpermission",
    "wagtailcore_grouppagepermission",
    "wagtailcore_groupsitepermission",
    "wagtailcore_collection",
    "wagtailcore_collectionviewrestriction",
    "wagtailcore_collectionviewrestriction_groups",
    "wagtailcore_locale",
    "wagtailcore_site",
    "wagtailusers_userprofile",
    "wagtailadmin_admin",
    "django_content_type",
    "django_migrations",
    because="Who may do what and how the site is made: it grows with people and courses, not with time.",
)
kept(
    "wagtailcore_apitoken",
    "wagtailcore_workflow",
    "wagtailcore_workflowcontenttype",
    "wagtailcore_workflowpage",
    "wagtailcore_workflowstate",
    "wagtailcore_workflowtask",
    "wagtailcore_task",
    "wagtailcore_taskstate",
    "wagtailcore_groupapprovaltask",
    "wagtailcore_groupapprovaltask_groups",
    because="Parts of Wagtail that this site does not use: empty.",
)
