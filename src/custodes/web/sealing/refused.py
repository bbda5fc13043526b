"""The one error of sealing: something cannot be opened, or is not what it says it is."""


class SealingRefused(ValueError):
    """What was given cannot be opened, with the reason; it quotes no key and no content."""


class WrongSecret(SealingRefused):
    """A passphrase, or a reporter's words, that do not open what they should."""
