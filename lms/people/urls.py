"""Addresses of people: one's own account, coming in, and looking after organisations."""

from allauth.account.views import account_inactive
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, include, path

from lms.people.views import (
    audit,
    correcting,
    factors,
    finding,
    giving_way,
    invitation,
    invitations,
    inviting,
    me,
    organisations,
    people,
    roles,
    sign_ins,
    single_sign_on,
    stopped_work,
    teams,
)

app_name = "people"

ACCOUNTS = [
    path("", me.me, name="me"),
    path("name/", me.my_name, name="my_name"),
    path("certificates/", me.my_certificates, name="my_certificates"),
    path("registrations/", me.my_registrations, name="my_registrations"),
    path("registrations/<int:pk>/remove/", me.remove_registration, name="remove_registration"),
    path("sign-ins/", sign_ins.my_sign_ins, name="my_sign_ins"),
    path("sign-ins/end-others/", sign_ins.end_other_sessions, name="end_other_sessions"),
    path("sign-ins/<int:pk>/end/", sign_ins.end_session, name="end_session"),
    path("who-can-see-me/", me.who_can_see_me, name="who_can_see_me"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
]

ORGANISATION = [
    path("", organisations.organisations, name="organisations"),
    path("new/", organisations.new_organisation, name="new_organisation"),
    path("roles/", roles.roles, name="roles"),
    path("roles/give/", roles.grant_role, name="grant_role"),
    path("roles/<int:pk>/end/", roles.end_role, name="end_role"),
    path("people/", finding.people, name="people"),
    path("work/", stopped_work.stopped_work, name="stopped_work"),
    path("work/<str:kind>/again/", stopped_work.try_all_again, name="try_all_work_again"),
    path("work/<str:kind>/<int:pk>/again/", stopped_work.try_again, name="try_work_again"),
    path("<int:pk>/", organisations.organisation, name="organisation"),
    path("<int:pk>/audit/", audit.organisation_audit, name="organisation_audit"),
    path("<int:pk>/change/", organisations.change_organisation, name="change_organisation"),
    path("<int:pk>/close/", organisations.close_organisation, name="close_organisation"),
    path("<int:pk>/teams/new/", teams.new_team, name="new_team"),
    path("<int:pk>/invitations/", invitations.invitations, name="invitations"),
    path("<int:pk>/invite/", inviting.invite, name="invite"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/rename/", teams.rename_team, name="rename_team"),
    path("teams/<int:pk>/close/", teams.close_team, name="close_team"),
    path("teams/<int:pk>/add/", teams.add_person, name="add_person"),
    path("invitations/<int:pk>/again/", inviting.invite_again, name="invite_again"),
    path("invitations/<int:pk>/withdraw/", inviting.withdraw_invitation, name="withdraw_invitation"),
    path("memberships/<int:pk>/end/", people.end_membership, name="end_membership"),
    path("memberships/<int:pk>/job-role/", people.change_job_role, name="change_job_role"),
    path("people/<uuid:key>/", people.person, name="person"),
    path("memberships/<int:pk>/last-day/", correcting.correct_last_day, name="correct_last_day"),
    path("people/<uuid:key>/name/", correcting.correct_name, name="correct_name"),
    path("people/<uuid:key>/addresses/", correcting.add_address, name="add_address"),
    path("people/<uuid:key>/second-factor/", factors.remove_factors, name="remove_factors"),
    path("people/<uuid:key>/close/", people.close_account, name="close_account"),
    path("people/<uuid:key>/offer-back/", people.offer_back, name="offer_back"),
    path("people/<uuid:key>/reopen/", people.reopen_account, name="reopen_account"),
]

urlpatterns = [
    path("accounts/", include(ACCOUNTS)),
    path("organisation/", include(ORGANISATION)),
]

#: allauth's, at /accounts/. A closed account's page has to be readable without being signed in.
SIGNING_IN = [
    path("inactive/", login_not_required(account_inactive), name="account_inactive"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("at/<slug:provider_id>/", single_sign_on.begin, name="openid_connect_login"),
    path("at/<slug:provider_id>/back/", single_sign_on.come_back, name="openid_connect_callback"),
]


def _gives_way(address: str, to: str, name: str) -> list[URLPattern]:
    """Whatever lies at or beneath an address of Wagtail's leads to ours."""
    return [
        path(address, giving_way.to_ours, {"ours": to}, name=name),
        path(f"{address}<path:beneath>", giving_way.to_ours, {"ours": to}, name=f"{name}_beneath"),
    ]


#: Wagtail's own sign-in would let a password in where ours asks for more; its user pages know no memberships.
WAGTAIL_GIVES_WAY = [
    *_gives_way("login/", "account_login", "no_wagtail_login"),
    *_gives_way("password_reset/", "account_reset_password", "no_wagtail_password_reset"),
    *_gives_way("account/", "people:me", "no_wagtail_account"),
    *_gives_way("users/", "people:organisations", "no_wagtail_users"),
    *_gives_way("groups/", "people:organisations", "no_wagtail_groups"),
]
