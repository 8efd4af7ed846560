"""Whom a look at a team showed, worked out afterwards. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Span:
    """A membership, and when the site was told that it begins and ends.

    ``path`` is its team's in the tree of teams; ``until`` the last day. Without ``begun_at`` it is taken to
    have been known always, without ``ended_at`` its end likewise. From ``replaced_at`` on a correction
    stands in for it.
    """

    path: str
    manages: bool
    since: date
    until: date | None
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    replaced_at: datetime | None = None

    def holds(self, on: date, *, as_known_at: datetime) -> bool:
        """On that day, by what was known at that moment: what is entered later changes no look of before."""
        if self.begun_at and self.begun_at > as_known_at:
            return False
        if self.replaced_at and self.replaced_at <= as_known_at:
            return False
        end_was_known = self.ended_at is None or self.ended_at <= as_known_at
        until = self.until if end_was_known else None
        return self.since <= on and (until is None or until >= on)


def was_shown(
    person: Iterable[Span], viewer: Iterable[Span], *, team_path: str, on: date, at: datetime
) -> bool:
    """Did somebody who opened this team at that moment, as it was ``on`` that day, see the person?

    The person was a member of the team or of one beneath it, or the manager of one beneath; and ``viewer``
    managed a team that the person was in. The same rule as that of the page itself.
    """
    mine = [span for span in person if span.holds(on, as_known_at=at)]
    stood_in_it = any(
        span.path.startswith(team_path) and not (span.manages and span.path == team_path) for span in mine
    )
    return stood_in_it and any(
        theirs.manages and span.path.startswith(theirs.path)
        for theirs in viewer
        if theirs.holds(on, as_known_at=at)
        for span in mine
    )
