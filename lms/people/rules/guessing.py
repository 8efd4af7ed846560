"""How fast a password may be guessed and a code asked for. Plain Python.

A trust's thousands share one address, so what counts is wrong passwords of *one account from one place*. A
place is a network, or a device on which that person has signed in before: whoever guesses elsewhere keeps
nobody out. Right passwords never count. The figures are ours; that there are some, and that they are written
down, is what OWASP ASVS 5.0 asks for in 6.3.1.
"""

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


@dataclass(frozen=True)
class Pace:
    """``free`` tries at once; then a wait of ``first`` seconds, doubled each time, of ``longest`` at most.

    Forgotten ``forgotten`` seconds after the last try.
    """

    free: int
    first: int
    longest: int
    forgotten: int

    def wait_after(self, tries: int) -> int:
        """Seconds until one more is taken."""
        beyond = tries - self.free
        return min(self.first * 2 ** min(beyond, 30), self.longest) if beyond >= 0 else 0


@dataclass(frozen=True)
class Ceiling:
    """No more than ``most`` in ``seconds``."""

    most: int
    seconds: int


PASSWORDS = Pace(free=5, first=30, longest=15 * MINUTE, forgotten=DAY)
#: Six figures: at four tries a quarter of an hour, one in a million takes some years.
FACTORS = Pace(free=4, first=30, longest=15 * MINUTE, forgotten=DAY)
#: A code of an app is taken for so long, its neighbours included.
CODE_LIVES = 3 * MINUTE
CODES = Pace(free=3, first=MINUTE, longest=HOUR, forgotten=6 * HOUR)

#: Wrong passwords from one network, whosever: three hundred people who sign in at once mistype fewer.
WRONG_FROM_A_NETWORK = Ceiling(most=100, seconds=10 * MINUTE)
#: Wrong passwords of one account, wherever from: many networks may guess at one person.
WRONG_OF_AN_ACCOUNT = Ceiling(most=50, seconds=HOUR)
CODES_TO_A_NETWORK = Ceiling(most=300, seconds=HOUR)
#: Nobody's mailbox is filled from a thousand networks.
CODES_TO_AN_ADDRESS = Ceiling(most=20, seconds=HOUR)


@dataclass(frozen=True)
class Place:
    """Where somebody tries: ``network``, and the ``device`` if the account in question is known on it."""

    network: str
    device: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.device)

    @property
    def name(self) -> str:
        return f"device {self.device}" if self.device else f"network {self.network}"
