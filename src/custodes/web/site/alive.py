"""A word for whoever asks whether the site is up; the same for every part of Custodes."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

WELL, UNWELL = "well\n", "not well\n"


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 and "well" when the database answers with the audit in it, else 503 and "not well"."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM audit_event WHERE seq = 0")
    except DatabaseError:
        return HttpResponse(UNWELL, status=503, content_type="text/plain")
    return HttpResponse(WELL, content_type="text/plain")
