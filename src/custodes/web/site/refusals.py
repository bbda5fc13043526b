"""What browsers refused to load under our policy: counted, and nothing of it kept.

A report holds addresses, which may name records: only the directive's own word is read. A number
that grows tells whoever runs the service that a page, or somebody, tries what the policy forbids.
"""

import json
import logging
import threading
from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

log = logging.getLogger(__name__)

LONGEST = 16_384
"""Bytes of a report that are read; a longer one is counted as another."""
DIRECTIVES = frozenset(
    {
        "base-uri",
        "connect-src",
        "default-src",
        "font-src",
        "form-action",
        "frame-ancestors",
        "frame-src",
        "img-src",
        "manifest-src",
        "media-src",
        "object-src",
        "script-src",
        "script-src-attr",
        "script-src-elem",
        "style-src",
        "style-src-attr",
        "style-src-elem",
        "worker-src",
    }
)
OTHER = "other"

_counted: Counter[str] = Counter()
_one_at_a_time = threading.Lock()


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Count one report of a browser. It comes without sign-in and without a form's token."""
    directive = _directive(request)
    with _one_at_a_time:
        _counted[directive] += 1
        count = _counted[directive]
    # The first, the tenth, the hundredth: a flood does not fill the log.
    if str(count).strip("0") == "1":
        log.warning("browsers refused %d loads under %s", count, directive)
    return HttpResponse(status=204)


def refusals() -> dict[str, int]:
    """How many reports came since this program started, by directive."""
    with _one_at_a_time:
        return dict(_counted)


def _directive(request: HttpRequest) -> str:
    try:
        if int(request.headers.get("Content-Length") or 0) > LONGEST:
            return OTHER
        told: Any = json.loads(request.body[:LONGEST])
        report = told["csp-report"]
        word = str(report.get("effective-directive") or report.get("violated-directive") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return OTHER
    word = word.split(" ")[0]
    return word if word in DIRECTIVES else OTHER
