"""Errors that are written for the person who reads them."""


class UserError(Exception):
    """Something the user can put right, told in one plain sentence: what, where, what to do next.

    The command line prints the sentence without a traceback and leaves with code 1.
    """


class FileRefused(UserError):
    """A whole file that could not be taken in; the other files go on, and nothing of it is kept."""


def shown(value: object, longest: int = 60) -> str:
    """A value as an error quotes it: on one line, printable, cut to `longest` characters."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(value))
    return f'"{text}"' if len(text) <= longest else f'"{text[: longest - 1]}…"'


def closest(word: str, words: list[str]) -> str:
    """A clause that offers the nearest known words to a mistaken one, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word, words, n=3, cutoff=0.5)
    return f"; the closest present: {', '.join(near)}" if near else ""
