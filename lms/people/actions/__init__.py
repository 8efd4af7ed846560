"""What changes people, teams and roles: verbs, each told by whom and when."""

from lms.people.actions.accounts import (
    close_account,
    make_account,
    make_first_administrator,
    rename,
    reopen_account,
    set_certificate_details,
)
from lms.people.actions.addresses import add_confirmed_address
from lms.people.actions.factors import (
    ask_for_second_factor,
    begin_factor,
    factor_was_right,
    remove_factors,
    use_code,
)
from lms.people.actions.guessing import begin_code, begin_password, password_was_right, password_was_wrong
from lms.people.actions.invitations import (
    accept_invitation,
    foresee_invitations,
    invite,
    invite_again,
    invite_all,
    invite_all_again,
    make_account_by_invitation,
    offer_back,
    withdraw_invitation,
)
from lms.people.actions.memberships import (
    add_colleague,
    add_membership,
    change_job_role,
    correct_last_day,
    end_membership,
)
from lms.people.actions.organisations import change_organisation, close_organisation, make_organisation
from lms.people.actions.registrations import add_registration, remove_registration
from lms.people.actions.roles import end_role, grant_role
from lms.people.actions.sign_ins import (
    end_session,
    record_change,
    record_refused_sign_in,
    record_sign_in,
)
from lms.people.actions.stopped_work import try_all_work_again, try_work_again
from lms.people.actions.teams import close_team, make_team, rename_team

__all__ = [
    "accept_invitation",
    "add_colleague",
    "add_confirmed_address",
    "add_membership",
    "add_registration",
    "ask_for_second_factor",
    "begin_code",
    "begin_factor",
    "begin_password",
    "change_job_role",
    "change_organisation",
    "close_account",
    "close_organisation",
    "close_team",
    "correct_last_day",
    "end_membership",
    "end_role",
    "end_session",
    "factor_was_right",
    "foresee_invitations",
    "grant_role",
    "invite",
    "invite_again",
    "invite_all",
    "invite_all_again",
    "make_account",
    "make_account_by_invitation",
    "make_first_administrator",
    "make_organisation",
    "make_team",
    "offer_back",
    "password_was_right",
    "password_was_wrong",
    "record_change",
    "record_refused_sign_in",
    "record_sign_in",
    "remove_factors",
    "remove_registration",
    "rename",
    "rename_team",
    "reopen_account",
    "set_certificate_details",
    "try_all_work_again",
    "try_work_again",
    "use_code",
    "withdraw_invitation",
]
