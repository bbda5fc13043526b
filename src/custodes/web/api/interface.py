"""The interface as a whole: its parts, who may ask, what goes wrong, and its description."""

import json
from copy import deepcopy
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from custodes import __version__
from custodes.vocabulary.errors import UserError
from custodes.web.api.problems import KIND, problem
from custodes.web.api.routes import alerts, assessments, partners, runs
from custodes.web.api.who import Session, Token, told

BASE = "/api/"
ABOUT = (
    "What the pages show, for other programs of the unit, the force and the inspectorate. It only "
    "reads. You see what your roles show you and nothing else: what you may not know of is not "
    "there (404). Every answer is recorded as a look before it leaves. Staff and people stand "
    "under their pseudonyms, always. Unexplained is not wrong, and no score is a verdict."
)

api = NinjaAPI(
    title="Custodes",
    version=__version__,
    description=ABOUT,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    auth=[Token(), Session()],
)
api.add_router("alerts", alerts.router)
api.add_router("runs", runs.router)
api.add_router("coverage", runs.covered)
api.add_router("partners", partners.router)
api.add_router("assessments", assessments.rounds)
api.add_router("totals", assessments.totals)


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs (OpenAPI 3.1). It tells of no record."""
    told(request, "openapi")
    return JsonResponse(description(), json_dumps_params={"indent": 1})


@api.exception_handler(Http404)
def not_there(request: HttpRequest, _fault: Http404) -> HttpResponse:
    """What is not there, and what may not be known of, alike."""
    return problem(request, 404)


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, _fault: AuthenticationError) -> HttpResponse:
    """Neither a token that works nor a session."""
    return problem(request, 401)


@api.exception_handler(ValidationError)
def wrong(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """What of the request is not as described; nothing of what was sent is repeated."""
    errors = [
        {"where": ".".join(str(part) for part in one["loc"][:3])[:100], "what": one["msg"]}
        for one in fault.errors
    ]
    return problem(request, 422, errors=errors)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """What the library itself refuses."""
    return problem(request, fault.status_code)


@api.exception_handler(UserError)
def out_of_reach(request: HttpRequest, _fault: UserError) -> HttpResponse:
    """A home, a run or a manifest that cannot be read."""
    return problem(request, 503)


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description, in which a problem has its own kind of content."""
    made = deepcopy(dict(api.get_openapi_schema(path_prefix=BASE)))
    for operations in made["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    response["content"] = {KIND: response["content"]["application/json"]}
    plain: dict[str, Any] = json.loads(json.dumps(made))
    return plain
