"""Records are read through `visible_to` and by no other way: the text of the web is searched."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

import custodes.web
from custodes.web.accounts.visible import Record

WEB = Path(custodes.web.__file__).parent
BELOW = ("decision", "accounts", "audit", "pseudonyms", "site", "design", "intake")
"""What stands below the records: it holds who may see, and no record of its own. The intake is a
host of its own with no users: what it keeps is sealed, and nobody there may see it."""
ALLOWED = {"visible_to", "create", "bulk_create"}
WITHOUT_CONTENT: set[str] = {"ApiToken"}
"""Models of the areas above that hold nothing of anybody, and so lie in no compartment."""
COMMANDED = {"submission/kept.py"}
"""What takes rows for a command: the signed submission, asked for by whoever owns the machine."""
NOT_RECORDS = {model.__name__ for model in apps.get_models() if not issubclass(model, Record)}


def raw(source: str) -> list[str]:
    """The places in a text at which rows are taken without asking who looks."""
    tree = ast.parse(source)
    called = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ALLOWED
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id in NOT_RECORDS:
                continue
            hidden = node.attr in {"_default_manager", "_base_manager", "all_objects"}
            if hidden or (node.attr == "objects" and id(node) not in called):
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("get_object_or_404", "get_list_or_404")
        ):
            first = node.args[0] if node.args else None
            if (
                isinstance(first, ast.Name)
                and first.id[:1].isupper()
                and first.id not in NOT_RECORDS
            ):
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


def test_no_area_takes_rows_without_asking_who_looks():
    areas = [path for path in WEB.rglob("*.py") if path.relative_to(WEB).parts[0] not in BELOW]
    found = {
        path.relative_to(WEB).as_posix(): places
        for path in areas
        if "migrations" not in path.parts and (places := raw(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_rows_for_a_command_are_taken_where_it_is_said():
    taken = {
        path.relative_to(WEB).as_posix()
        for path in WEB.rglob("*.py")
        if "rows_for_command(" in path.read_text(encoding="utf-8")
    }
    assert taken - {"accounts/commanded.py"} == COMMANDED


def test_whatever_an_area_keeps_lies_in_a_compartment():
    loose = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("custodes.web.")
        and model.__module__.split(".")[2] not in BELOW
        and not issubclass(model, Record)
    }
    assert loose == WITHOUT_CONTENT


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Alert.objects.visible_to(user, at=now).filter(state='new')", 0),
        ("Alert.objects.create(state='new')", 0),
        ("Alert.objects.filter(pk=1)", 1),
        ("self.model.objects.filter(pk=1)", 1),
        ("Event.objects.filter(actor='1')", 0),
        ("rows = Alert.objects", 1),
        ("Alert._default_manager.all()", 1),
        ("get_object_or_404(Alert, pk=1)", 1),
        ("get_object_or_404(Alert.objects.visible_to(user, at=now), pk=1)", 0),
        ("shortcuts.get_object_or_404(Alert, pk=1)", 1),
    ],
)
def test_it_finds_them(text, places):
    assert len(raw(text)) == places
