"""What can be done with certificates."""

from certificates.actions.changing import AlreadyOver, ReasonMissing, replace, withdraw
from certificates.actions.drawing import FileMissing, draw, file_of
from certificates.actions.minting import mint

__all__ = ["AlreadyOver", "FileMissing", "ReasonMissing", "draw", "file_of", "mint", "replace", "withdraw"]
