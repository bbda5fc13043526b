"""Whatever holds content is reconciled with the log: its model names its kind, and a row that no
event made, or one that went without an event, is found, whatever its kind."""

import json

import pytest
from django.apps import apps

from custodes.web import verifier
from custodes.web.accounts.append_only import AppendOnly
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.visible import Record
from custodes.web.audit.actions import By
from custodes.web.audit.exports import lines, recorded_models
from custodes.web.audit.notes import new_signer
from web.accounts.people import AT

OURS = [model for model in apps.get_models() if model.__module__.startswith("custodes.")]
WITHOUT_EVENTS = {
    "Event": "the log itself",
    "Checkpoint": "the log itself, proved by its signature",
    "Salt": "keys the commitments, and is destroyed with its record",
    "Witness": "how far a witness was given checkpoints",
    "Pseudonym": "made when a name is first shown, which is itself a look on record",
}
"""Models whose rows no event makes, and why."""


def test_every_model_with_content_names_its_kind():
    nameless = {model.__name__ for model in OURS if not getattr(model, "audit_kind", "")}
    assert nameless == set(WITHOUT_EVENTS), "declare audit_kind, or say here why not"
    content = {m.__name__ for m in OURS if issubclass(m, Record) or m in (User, Compartment)}
    assert content & nameless == set()
    granted = {model.__name__ for model in OURS if issubclass(model, AppendOnly)}
    assert granted & nameless <= {"Pseudonym"}


def test_no_two_models_share_a_kind():
    """Of two with one kind the export would hold the rows of one alone."""
    named = [model for model in OURS if getattr(model, "audit_kind", "")]
    assert {model.__name__ for model in recorded_models().values()} == {m.__name__ for m in named}


@pytest.mark.django_db
def test_a_row_that_no_event_made_is_found_whatever_its_kind():
    signer = new_signer("custodes-test")
    told = list(lines(key=signer.key, by=By("command"), at=AT))
    kinds = {line["state"]: line["rows"] for line in told if "state" in line}
    assert set(kinds) == set(recorded_models())
    assert faults(told) == []
    for kind, rows in kinds.items():
        rows.append(["ghost", None])
        assert faults(told) == [f"{kind} ghost is there and no event made it"]
        rows.pop()


@pytest.mark.django_db
def test_a_real_row_that_no_event_made_is_found():
    user = User.objects.create(email="a@force.example", name="A", opened_at=AT, password="!")
    signer = new_signer("custodes-test")
    told = list(lines(key=signer.key, by=By("command"), at=AT))
    assert faults(told) == [f"user {user.pk} is there and no event made it"]


def faults(told):
    return verifier.verify([json.dumps(line) for line in told]).faults
