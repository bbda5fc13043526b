"""The words of the audit: what was done, how it ended, and what it did to the record."""

from django.db.models import TextChoices


class Action(TextChoices):
    """What was done. The first six are those of section 62 of the Data Protection Act 2018."""

    COLLECTION = "collection", "Collected"
    ALTERATION = "alteration", "Altered"
    CONSULTATION = "consultation", "Consulted"
    DISCLOSURE = "disclosure", "Disclosed"
    COMBINATION = "combination", "Combined"
    ERASURE = "erasure", "Erased"
    SIGN_IN = "sign-in", "Signed in or out"
    ADMIN = "admin", "Administered accounts"
    CONFIG = "config", "Changed the configuration"
    SEARCH = "search", "Searched"
    EXPORT = "export", "Exported"
    DECRYPT = "decrypt", "Opened what was sealed"
    DENY = "deny", "Was refused"


class Outcome(TextChoices):
    """How it ended."""

    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Failed"


class Effect(TextChoices):
    """What it did to the record: from these the verifier reckons which records must be there."""

    NONE = "", "Left it as it was"
    MADE = "made", "Made it"
    CHANGED = "changed", "Changed it"
    ERASED = "erased", "Erased it"
