"""The delimiter that a feed sets for its files."""

from custodes.sources.settings import Settings


def delimiter_in(told: Settings) -> str | None:
    """The one character in the setting `delimiter`, None where it is not set: as found."""
    given = told.given.get("delimiter")
    if given is None:
        return None
    if not isinstance(given, str) or len(given.replace("\\t", "\t")) != 1:
        told.mistake('wants one character in `delimiter`, such as "|" or a tab as "\\t"')
        return None
    return given
