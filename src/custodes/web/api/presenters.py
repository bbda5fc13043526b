"""The description of the interface as its page shows it: parts, operations, what they take."""

from collections.abc import Mapping
from typing import Any


def parts_of(description: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parts in their order, each with its operations."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            shown = _operation(path, method, operation, description)
            found.setdefault(operation["tags"][0], []).append(shown)
    return [{"title": title, "operations": listed} for title, listed in found.items()]


def _operation(
    path: str, method: str, operation: Mapping[str, Any], whole: Mapping[str, Any]
) -> dict[str, Any]:
    responses = operation["responses"]
    return {
        "id": operation["operationId"],
        "name": f"{method.upper()} {path}",
        "text": [line for line in operation.get("description", "").split("\n\n") if line],
        "takes": [_parameter(one) for one in operation.get("parameters", ())],
        "gives": _fields(responses["200"]["content"]["application/json"]["schema"], whole),
        "wrong": ", ".join(status for status in responses if status != "200"),
    }


def _parameter(one: Mapping[str, Any]) -> tuple[str, str, str, str]:
    schema = one["schema"]
    usual = "" if schema.get("default") is None else str(schema["default"])
    where = "in the path" if one["in"] == "path" else "optional"
    said = one.get("description") or schema.get("description", "")
    return one["name"], _kind(schema), usual or where, said


def _fields(schema: Mapping[str, Any], whole: Mapping[str, Any]) -> list[tuple[str, str]]:
    if schema.get("type") == "array":
        return _fields(schema["items"], whole)
    named = _named(schema, whole)
    return [(name, _kind(inside)) for name, inside in named.get("properties", {}).items()]


def _named(schema: Mapping[str, Any], whole: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in schema:
        return schema
    found: Mapping[str, Any] = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _kind(schema: Mapping[str, Any]) -> str:
    """A kind of value in words."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    if "format" in schema:
        return str(schema["format"])
    bounds = [f"{word} {schema[key]}" for key, word in BOUNDS if key in schema]
    return " ".join([str(schema.get("type", "value")), *bounds])


BOUNDS = (("minimum", "from"), ("maximum", "to"), ("maxLength", "of at most"))
