"""How long an invitation holds, and who is asked in. Plain Python."""

from dataclasses import dataclass
from datetime import timedelta

VALID_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Invitee:
    """Somebody who is asked in. ``name`` may be empty; ``job_role`` is that of all unless it is named."""

    address: str
    name: str = ""
    job_role: str = ""
