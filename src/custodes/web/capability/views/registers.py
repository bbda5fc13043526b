"""The pages of the registers: overview, systems and devices, one of them, devices, files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.pipeline.coverage import device_register
from custodes.pipeline.find import moment_of
from custodes.store.home import Home
from custodes.vocabulary.times import in_london
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.capability import register_sections, rows
from custodes.web.capability.actions import importing as taking
from custodes.web.capability.actions import registers
from custodes.web.capability.forms import FileForm, ItemForm
from custodes.web.capability.holdings import counted
from custodes.web.capability.importing import LinesWrong
from custodes.web.capability.jobs import COVERAGE
from custodes.web.capability.layouts import LAYOUTS
from custodes.web.capability.models import DeviceList, Item, Review, ThreatAssessment
from custodes.web.capability.presenters import HOLDING_COLUMNS, holding_row, share, written
from custodes.web.capability.threat_sections import due_words
from custodes.web.capability.views.pages import (
    compartment_of,
    edits,
    entered,
    left_rows,
    looked,
    one_of,
    page,
    told_of,
    version_of,
)
from custodes.web.capability.words import SYSTEM, TECHNOLOGY
from custodes.web.design.forms import new_token
from custodes.web.jobs.actions import ask_for

REGISTER = "capability_register"
DEVICES = "capability_devices"
OVERVIEW = "capability_overview"


@login_required
@plainly
@shows_records
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where the unit stands in a few figures, and what is due."""
    by, now = asker_of(request), timezone.now()
    place = rows.place_of(by.user, now)
    asked: dict[str, Any] = {"user": by.user, "compartment": place, "at": now}
    today = in_london(now).date()
    whole = counted(rows.holdings(**asked))
    held = rows.skills(**asked)
    review = rows.last_signed(Review, **asked)
    threat = rows.last_signed(ThreatAssessment, **asked)
    result = rows.standing_of(rows.contents_of(review)) if review else None
    look(request, kind=OVERVIEW, compartment=place)
    figures = [
        (_("IT systems monitored"), share(whole.of_systems),
         _("%(n)d of %(all)d held") % {"n": whole.systems_monitored, "all": whole.systems},
         reverse("capability:register")),
        (_("Devices monitored"), share(whole.of_devices),
         _("%(n)s of %(all)s held")
         % {"n": f"{whole.devices_monitored:,}", "all": f"{whole.devices:,}"},
         reverse("capability:devices")),
        (_("Skills that nobody has"), str(len(held.gaps)) if held.posts else "\N{EN DASH}",
         _("%(n)d posts on the register") % {"n": len(held.posts)}, reverse("capability:skills")),
        (_("Of the unit's hours asked for"), share(result.utilisation) if result else "\N{EN DASH}",
         _("review %(n)d of %(day)s") % {"n": review.number, "day": written(review.on)}
         if review else _("no review is signed yet"), reverse("capability:reviews")),
    ]  # fmt: skip
    due = due_words(threat.on if threat else None, today)
    steps = [
        (_("Ask the monitoring what it covers"), reverse("capability:register"),
         rows.last_reading(**asked) is not None),
        (_("Enter posts and skills"), reverse("capability:skills"), bool(held.posts)),
        (_("Answer the test of analytical capability"), reverse("capability:test"),
         bool(rows.answers(**asked))),
        (_("Review capacity and have it signed"), reverse("capability:reviews"), bool(review)),
        (_("Make the strategic threat assessment"), reverse("capability:threats"), bool(threat)),
    ]  # fmt: skip
    shown = {
        "figures": figures,
        "due": due,
        "steps": steps,
        "done": sum(done for _t, _h, done in steps),
        "links": register_sections.links_section(by.user, compartment=place, at=now),
    }
    return page(request, "start.html", shown, here="capability:start")


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Systems and classes of device, what is monitored, and the technology of the unit.

    A post asks the monitoring once more, as a job.
    """
    by, now = asker_of(request), timezone.now()
    place = compartment_of(rows.place_of(by.user, now))
    if request.method == "POST":
        token = request.POST.get("token", "")[:40]
        job = ask_for(COVERAGE, {}, by=by, compartment=place, at=now, token=token)
        return redirect("jobs:job", job.pk)
    asked: dict[str, Any] = {"user": by.user, "compartment": place.key, "at": now}
    held, reading = rows.holdings(**asked), rows.last_reading(**asked)
    writes = edits(by, place, now)
    technology = [one for one in rows.items(**asked) if one.what == TECHNOLOGY]
    look(request, kind=REGISTER, compartment=place.key)
    shown = {
        "section": register_sections.coverage_section(held, reading),
        "source": register_sections.reading_line(reading),
        "counts": register_sections.what_counts(),
        "columns": [{"text": _(name)} for name in HOLDING_COLUMNS],
        "rows": [holding_row(one, writes) for one in held],
        "technology": [
            [
                {"text": one.name, "href": reverse("capability:item", args=[one.pk])},
                one.how or "\N{EN DASH}",
                one.post or "\N{EN DASH}",
            ]
            for one in technology
        ],
        "left": left_rows(rows.taken_off(Item, **asked), "capability:put_back"),
        "edits": writes,
        "token": new_token(),
    }  # fmt: skip
    return page(request, "register.html", shown, here="capability:register")


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put something on the register; what the monitoring knows is filled in from the address."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(rows.place_of(by.user, now))
    engine = request.GET.get("engine", "")[:120]
    start_ = {"what": request.GET.get("what", SYSTEM), "engine_name": engine, "name": engine}
    form = ItemForm(request.POST or None, initial=start_ | {"mode": ""})

    def keep() -> None:
        registers.add_item(compartment=place, by=by, at=now, **_fields(form))

    return entered(
        request,
        form,
        keep,
        title=_("Put something on the register"),
        back=(reverse("capability:register"), _("Systems and devices")),
        then=reverse("capability:register"),
        told={"kind": REGISTER, "compartment": place.key},
    )


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, number: int) -> HttpResponse:
    """One thing on the register: how it is monitored, changed here."""
    by, now = asker_of(request), timezone.now()
    row: Item = rows.row_of(Item, by.user, at=now, pk=number)

    def values(one: Item) -> dict[str, Any]:
        return {name: getattr(one, name) for name in registers.ITEM_FIELDS}

    form = ItemForm(request.POST or None, initial=values(row) | {"version": row.version})

    def keep() -> None:
        version = form.cleaned_data["version"] or 0
        registers.change_item(item=row, version=version, by=by, at=now, **_fields(form))

    return entered(
        request,
        form,
        keep,
        title=row.name,
        back=(reverse("capability:register"), _("Systems and devices")),
        then=reverse("capability:register"),
        told=told_of(row),
        stands=values,
        shown={
            "leave": reverse("capability:take_off", args=[row.pk]),
            "version": row.version,
        }
        if row.left_on is None and edits(by, row.compartment, now)
        else {},
    )


@login_required
@plainly
@require_POST
def take_off(request: HttpRequest, number: int) -> HttpResponse:
    """Take something off the register."""
    by, now = asker_of(request), timezone.now()
    row: Item = rows.row_of(Item, by.user, at=now, pk=number)
    registers.take_off(row=row, version=version_of(request), by=by, at=now)
    messages.success(request, _("%(name)s is off the register.") % {"name": row.name})
    return redirect("capability:register")


@login_required
@plainly
@require_POST
def put_back(request: HttpRequest, number: int) -> HttpResponse:
    """Put something that was taken off the register on it again."""
    by, now = asker_of(request), timezone.now()
    row: Item = rows.row_of(Item, by.user, at=now, pk=number)
    registers.put_back(row=row, version=version_of(request), by=by, at=now)
    messages.success(request, _("%(name)s is on the register again.") % {"name": row.name})
    return redirect("capability:register")


@login_required
@plainly
@shows_records
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """The register of devices held against the staff: what does not fit."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(rows.place_of(by.user, now))
    reading = rows.last_reading(by.user, compartment=place.key, at=now)
    lists = DeviceList.objects.visible_to(by.user, at=now).filter(compartment=place)
    last = lists.order_by("at", "pk").last()
    look(request, kind=DEVICES, compartment=place.key)
    if last is not None:
        looked(request, last)
    shown = {
        "section": register_sections.devices_section(reading, last),
        "edits": edits(by, place, now),
    }
    return page(request, "devices.html", shown, here="capability:register")


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, layout: str) -> HttpResponse:
    """Take a file into a register: whole, or not at all with every wrong line told."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(rows.place_of(by.user, now))
    wanted = LAYOUTS[one_of(layout, LAYOUTS)]
    form = FileForm(request.POST or None, request.FILES or None)
    wrong: list[tuple[int, str]] = []
    told: list[str] = []

    def keep() -> None:
        sent = form.cleaned_data["file"]
        try:
            told.append(
                taking.take_file(
                    layout=layout,
                    content=sent.read(),
                    name=sent.name,
                    compartment=place,
                    staff=_staff() if layout == "devices" else None,
                    by=by,
                    at=now,
                )
            )
        except LinesWrong as error:
            wrong.extend((one.line, one.because) for one in error.lines)
            raise
        messages.success(request, told[0])

    answer = entered(
        request,
        form,
        keep,
        title=_(wanted.title),
        back=(reverse(BACK[layout]), _("Back")),
        then=reverse(BACK[layout]),
        told={"kind": REGISTER, "compartment": place.key},
        template="take.html",
        shown={
            "wrong": wrong,
            "columns": [
                [name, _("needed") if name in wanted.required else _("may be empty"), _(text)]
                for name, text in wanted.columns.items()
            ],
        },
        said=_("The file was read."),
    )
    return answer


BACK = {
    "register": "capability:register",
    "devices": "capability:devices",
    "posts": "capability:skills",
    "training": "capability:skills",
    "threats": "capability:threats",
}


def _staff() -> frozenset[str] | None:
    """The staff in post, as the monitoring's home has them; None where it has none."""
    home = Path(settings.CONFIG.home)
    if not (home / "home.toml").exists():
        return None
    held = Home.open(home)
    _register, staff = device_register(held, moment_of(held, timezone.now))
    return staff or None


def _fields(form: ItemForm) -> dict[str, Any]:
    return {name: form.cleaned_data.get(name) for name in registers.ITEM_FIELDS}
