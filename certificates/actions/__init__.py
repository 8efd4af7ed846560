"""What can be done with certificates."""

from certificates.actions.drawing import FileMissing, draw, file_of
from certificates.actions.minting import mint
from certificates.actions.reissuing import AlreadyOver, ReasonMissing, replace, withdraw

__all__ = ["AlreadyOver", "FileMissing", "ReasonMissing", "draw", "file_of", "mint", "replace", "withdraw"]
