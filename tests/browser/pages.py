"""Every page that we render, by the name of its address: who opens it, and with what.

The list is compared with the resolver: an address without an entry fails the build.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Page

from tests.browser import ways
from tests.browser.town import Town, attempt_at, quiz_at

OURS = {"", "core", "people", "cms", "courses", "certificates", "reports", "notices"}


def nothing(_: Town) -> list[Any]:
    return []


@dataclass(frozen=True)
class Visit:
    """``who`` is somebody of the town, or nobody. To some pages there is only a way: ``by`` goes it."""

    who: str = ""
    about: Callable[[Town], list[Any]] = nothing
    asking: str = ""
    by: Callable[[Page, Town], None] | None = None
    case: str = ""
    status: int = 200

    def address(self, name: str, town: Town) -> str:
        if name.startswith("/"):
            return name
        return reverse(name, args=self.about(town)) + self.asking


def organisation(town: Town) -> list[Any]:
    return [town.place.organisation.pk]


def team(town: Town) -> list[Any]:
    return [town.place.team.pk]


def membership(town: Town) -> list[Any]:
    return [town.place.learner.memberships.first().pk]


def learner(town: Town) -> list[Any]:
    return [town.place.learner.key]


def passkey(town: Town) -> list[Any]:
    return [town.factored.authenticator_set.get(type="webauthn").pk]


def enrolment(town: Town) -> list[Any]:
    return [town.goes.open.enrolment_id]


def lesson(town: Town) -> list[Any]:
    return [town.goes.open.enrolment_id, town.goes.open.enrolment.edition().activities.first().key]


def free_course(town: Town) -> list[Any]:
    return [town.free.course.slug]


ADMINISTRATOR, LEARNER, MANAGER, NEWCOMER = "administrator", "learner", "manager", "newcomer"
FACTORED = "factored"  # somebody with a passkey, an app and recovery codes

SIGNING_IN = {
    "account_login": [Visit(), Visit(case="wrong password", by=ways.sign_in_wrongly)],
    "account_request_login_code": [Visit()],
    "account_confirm_login_code": [Visit(by=ways.ask_for_a_code)],
    "account_reset_password": [Visit()],
    "account_confirm_password_reset_code": [Visit(by=ways.forget_the_password)],
    "account_complete_password_reset": [Visit(by=ways.enter_the_reset_code)],
    "account_inactive": [Visit()],
    "account_logout": [Visit(LEARNER)],
    "account_email": [Visit(LEARNER)],
    "account_email_verification_sent": [Visit(MANAGER, by=ways.add_an_address)],
    "account_set_password": [Visit(LEARNER)],
    "account_change_password": [Visit(ADMINISTRATOR)],
    "account_reauthenticate": [Visit(ADMINISTRATOR)],
    "account_signup": [Visit()],
    "mfa_index": [Visit(LEARNER), Visit(FACTORED, case="with factors")],
    "mfa_authenticate": [Visit(by=ways.sign_in_with_password)],
    "mfa_reauthenticate": [Visit(FACTORED)],
    "mfa_activate_totp": [Visit(LEARNER)],
    "mfa_deactivate_totp": [Visit(FACTORED)],
    "mfa_add_webauthn": [Visit(FACTORED)],
    "mfa_list_webauthn": [Visit(LEARNER)],
    "mfa_view_recovery_codes": [Visit(FACTORED)],
    "mfa_generate_recovery_codes": [Visit(FACTORED)],
    "mfa_edit_webauthn": [Visit(FACTORED, passkey)],
    "mfa_remove_webauthn": [Visit(FACTORED, passkey)],
    "mfa_reauthenticate_webauthn": [Visit(FACTORED)],
}
PEOPLE = {
    "people:me": [Visit(LEARNER)],
    "people:my_name": [Visit(LEARNER)],
    "people:my_certificates": [Visit(LEARNER)],
    "people:my_registrations": [Visit(LEARNER)],
    "people:who_can_see_me": [Visit(LEARNER)],
    "people:my_sign_ins": [Visit(LEARNER)],
    "people:invitation": [
        Visit(about=lambda town: [town.invitation.token]),
        Visit(about=lambda town: [town.invitation.token], by=ways.accept_with_nothing, case="empty"),
        Visit(about=lambda town: [town.known_invitation.token], case="known address"),
        Visit(NEWCOMER, about=lambda town: [town.invitation.token], case="signed in"),
        Visit(about=lambda _: ["no-such-token"], case="over", status=404),
    ],
    "people:organisations": [Visit(ADMINISTRATOR)],
    "people:new_organisation": [Visit(ADMINISTRATOR)],
    "people:organisation": [Visit(ADMINISTRATOR, organisation)],
    "people:change_organisation": [Visit(ADMINISTRATOR, organisation)],
    "people:close_organisation": [Visit(ADMINISTRATOR, organisation)],
    "people:new_team": [Visit(ADMINISTRATOR, organisation)],
    "people:invite": [Visit(ADMINISTRATOR, organisation)],
    "people:team": [Visit(ADMINISTRATOR, team)],
    "people:rename_team": [Visit(ADMINISTRATOR, team)],
    "people:close_team": [Visit(ADMINISTRATOR, team)],
    "people:add_person": [Visit(ADMINISTRATOR, team)],
    "people:end_membership": [Visit(ADMINISTRATOR, membership)],
    "people:change_job_role": [Visit(ADMINISTRATOR, membership)],
    "people:person": [Visit(ADMINISTRATOR, learner)],
    "people:invitations": [Visit(ADMINISTRATOR, organisation)],
    "people:people": [Visit(ADMINISTRATOR)],
    "people:organisation_audit": [Visit(ADMINISTRATOR, organisation)],
    "people:correct_last_day": [Visit(ADMINISTRATOR, membership)],
    "people:correct_name": [Visit(ADMINISTRATOR, learner)],
    "people:add_address": [Visit(ADMINISTRATOR, learner)],
    "people:remove_factors": [Visit(ADMINISTRATOR, learner)],
    "people:close_account": [Visit(ADMINISTRATOR, learner)],
    "people:roles": [Visit(ADMINISTRATOR)],
    "people:grant_role": [Visit(ADMINISTRATOR)],
    "people:stopped_work": [Visit(ADMINISTRATOR)],
}
LEARNING = {
    "courses:catalogue": [Visit(), Visit(LEARNER, case="learner"), Visit(asking="?q=babies", case="found")],
    "courses:course": [
        Visit(about=free_course),
        Visit(NEWCOMER, free_course, case="to start"),
        Visit(LEARNER, lambda town: [town.goes.older.course.slug], case="newer edition"),
        Visit(LEARNER, lambda town: [town.goes.passed.enrolment.course.slug], case="completed"),
    ],
    "courses:sample": [Visit(about=free_course), Visit(LEARNER, free_course, case="learner")],
    "courses:leave": [Visit(LEARNER, enrolment)],
    "courses:my_learning": [Visit(LEARNER), Visit(NEWCOMER, case="nothing yet")],
    "courses:outline": [
        Visit(LEARNER, enrolment),
        Visit(LEARNER, lambda town: [town.goes.older.pk], case="older edition"),
    ],
    "courses:activity": [
        Visit(LEARNER, lesson, case="lesson"),
        Visit(LEARNER, lambda town: quiz_at(town.goes.open), case="quiz"),
        Visit(LEARNER, lambda town: quiz_at(town.goes.used_up), case="used up"),
    ],
    "courses:attempt": [
        Visit(LEARNER, lambda town: attempt_at(town.goes.open), case="open"),
        Visit(LEARNER, by=ways.all_questions, case="all questions"),
        Visit(LEARNER, by=ways.some_are_empty, case="some are empty"),
        Visit(LEARNER, lambda town: attempt_at(town.goes.passed), case="passed"),
        Visit(LEARNER, lambda town: attempt_at(town.goes.failed), case="not passed yet"),
        Visit(LEARNER, lambda town: attempt_at(town.goes.used_up), case="used up"),
    ],
}
RECORDS = {
    "cms:home": [Visit(), Visit(LEARNER, case="learner")],
    "certificates:certificate": [Visit(LEARNER, lambda town: [town.certificate.number])],
    "display": [Visit(), Visit(LEARNER, case="learner")],
    "certificates:verify_form": [Visit()],
    "certificates:verify": [
        Visit(about=lambda town: [town.certificate.token]),
        Visit(about=lambda _: ["no-such-token"], case="unknown", status=404),
    ],
    "reports:record": [Visit(LEARNER), Visit(NEWCOMER, case="nothing yet")],
    "reports:my_data": [Visit(LEARNER)],
    "reports:erase_person": [Visit(ADMINISTRATOR, learner)],
    "reports:teams": [Visit(MANAGER), Visit(NEWCOMER, case="no team")],
    "reports:team": [Visit(MANAGER, team)],
    "reports:person": [Visit(MANAGER, lambda town: [*team(town), *learner(town)])],
}
#: Not by name: a public page of each type, and what is said when there is no page, or not for this person.
OTHERS = {
    "/help/": [Visit()],
    "/news/": [Visit()],
    "/news/a-new-course/": [Visit()],
    "/resources/": [Visit()],
    "/resources/ten-sentences/": [Visit()],
    "/nowhere/": [Visit(status=404), Visit(LEARNER, case="signed in", status=404)],
    "/organisation/": [Visit(LEARNER, case="not allowed", status=403)],
}

PAGES: dict[str, list[Visit]] = {**SIGNING_IN, **PEOPLE, **LEARNING, **RECORDS}

#: Answers to these are no pages: files, figures for machines, or “done, go on there”.
NO_PAGES: dict[str, str] = {
    "healthz": "for machines",
    "readyz": "for machines",
    "metrics": "for machines",
    "robots": "for machines",
    "security": "for machines",
    "component_gallery": "has tests of its own",
    "account_password_reset_completed": "leads on to signing in",
    "people:remove_registration": "a button",
    "people:end_session": "a button",
    "people:end_other_sessions": "a button",
    "openid_connect_login": "leads to an organisation’s own sign-in",
    "openid_connect_callback": "leads on",
    "mfa_login_webauthn": "for the page’s script",
    "mfa_download_recovery_codes": "a file",
    "people:end_role": "a button",
    "people:try_work_again": "a button",
    "people:try_all_work_again": "a button",
    "cms:page_by_key": "leads on to the page",
    "cms:kept_file_by_title": "a file",
    "people:invite_again": "a button",
    "people:withdraw_invitation": "a button",
    "people:reopen_account": "a button",
    "people:offer_back": "a button",
    "courses:join": "a button",
    "courses:finish": "a button",
    "courses:start_attempt": "a button",
    "courses:ask_for_attempt": "a button",
    "courses:submit": "a button",
    "courses:move": "a button",
    "courses:save_answer": "for the page’s script",
    "courses:reading_position": "for the page’s script",
    "reports:record_csv": "a file",
    "reports:my_data_file": "a file",
    "reports:team_csv": "a file",
    "cms:kept_file": "a file",
    "cms:media": "a file",
    "certificates:pdf": "a file",
    "certificates:state": "for the page’s script",
    **{
        f"no_wagtail_{name}": "leads to a page of ours"
        for place in ("account", "groups", "login", "password_reset", "users")
        for name in (place, f"{place}_beneath")
    },
}


def names() -> set[str]:
    """The names of all addresses that are ours."""
    return {name for name in _names(get_resolver().url_patterns, "") if not name.startswith("wagtail")}


def _names(patterns: list[URLPattern | URLResolver], within: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            namespace = ":".join(filter(None, [within, pattern.namespace]))
            if namespace in OURS:
                yield from _names(pattern.url_patterns, namespace)
        elif pattern.name:
            yield f"{within}:{pattern.name}" if within else pattern.name
