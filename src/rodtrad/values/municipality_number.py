"""Municipality numbers are text: four digits with their leading zero, never an integer."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class MunicipalityNumber:
    """A four-digit municipality number such as "0301"; the first two digits are the county.

    Raises ValueError for anything but four ASCII digits.
    """

    text: str

    def __post_init__(self) -> None:
        if len(self.text) != 4 or not (self.text.isascii() and self.text.isdigit()):
            raise ValueError(f"a municipality number has four digits, not {self.text!r}")

    @property
    def county(self) -> str:
        """The county's two digits."""
        return self.text[:2]

    @property
    def kostra_region(self) -> str:
        """The six digits that the KOSTRA extract uses: the number and "00"."""
        return self.text + "00"

    def __str__(self) -> str:
        return self.text
