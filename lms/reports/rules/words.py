"""Words for where somebody stands, and for what became of a certificate. Plain Python."""

from courses.rules.standing import State

CERTIFICATE_WORDS = {
    "waiting": "being made",
    "issued": "ready",
    "replaced": "replaced",
    "withdrawn": "withdrawn",
}
STATE_WORDS = {
    State.NOT_JOINED: "Not joined",
    State.UNDER_WAY: "Under way",
    State.COMPLETED: "Completed",
    State.LEFT: "Left",
}
