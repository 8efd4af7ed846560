"""What a spreadsheet would do with a cell, and how to keep it from doing it. Plain Python."""

#: A cell that begins so is read as a formula by one spreadsheet or another (the last four: full width).
STARTS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def harmless(value: object) -> str:
    """The value as a cell that is shown and never calculated. Nothing (None) is an empty cell.

    Numbers stay numbers: only text can carry somebody else's formula.
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, int):
        return text
    bare = text.lstrip(" \u00a0\ufeff\u200b\0")
    if text[:1] in STARTS_A_FORMULA or bare[:1] in STARTS_A_FORMULA:
        return f"'{text}"
    return text
