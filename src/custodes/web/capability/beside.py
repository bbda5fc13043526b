"""A review with what stands beside it, as its sections and pages take it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.web.capability.contents import Contents
from custodes.web.capability.models import Review, WhatIf
from custodes.web.capability.presenters import written


@dataclass(frozen=True)
class Beside:
    """A review with what stands beside it: the last one that was signed, and what-ifs."""

    review: Review
    contents: Contents
    what_ifs: Sequence[WhatIf] = ()
    before: Review | None = None
    before_contents: Contents | None = None
    edits: bool = False


def live_words(whole: Contents, key: str) -> str:
    """Where a number of a review came from: the product, with source and day, or by hand."""
    stamp = whole.live.get(key)
    if stamp is None:
        return _("entered by hand")
    return _("live: %(source)s, %(day)s") % {
        "source": stamp.source,
        "day": written(date.fromisoformat(stamp.on)),
    }


def part_address(beside: Beside, part: str) -> str:
    """Where a part of a review is changed; empty for whoever may not."""
    return reverse("capability:part", args=[beside.review.pk, part]) if beside.edits else ""
