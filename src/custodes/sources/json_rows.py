"""Fields of JSON rows: each row is parsed once, and one that is not JSON stays visible."""

import re
from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from custodes.sources.expressions import json_valid, tidy

STEP = re.compile(r'"([^"]+)"|([^.\[\]"]+)|\[(\d+)\]')
QUOTED_AT_MOST = 80  # characters of a broken row that a reason repeats


@ibis.udf.scalar.builtin(
    name="json_extract_string",
    signature=((dt.string, dt.Array(dt.string)), dt.Array(dt.string)),
)
def texts_at(document, paths):  # type: ignore[no-untyped-def]
    """DuckDB: the texts at several paths of a JSON document, which is parsed once."""


@ibis.udf.scalar.builtin(
    name="json_extract", signature=((dt.string, dt.string), dt.Array(dt.string))
)
def elements_at(document, path):  # type: ignore[no-untyped-def]
    """DuckDB: what stands at a path that has a `*`, in order, each as JSON of its own."""


@ibis.udf.scalar.builtin(signature=((dt.string,), dt.string))
def json_type(document):  # type: ignore[no-untyped-def]
    """DuckDB: OBJECT, ARRAY, VARCHAR, … for a text that is JSON."""


@ibis.udf.scalar.builtin(signature=((dt.string,), dt.string))
def md5(text):  # type: ignore[no-untyped-def]
    """DuckDB: 32 hexadecimal digits that stand for a text."""


def once(value: ir.Value) -> ir.Value:
    """The same value as a column, worked out once a row however often it is used.

    Without this, DuckDB and Ibis write a column's expression out again at each use; a list of one
    that is unnested is a step that neither takes apart.
    """
    return ibis.array([value]).unnest()


def json_path(dotted: str) -> str:
    """A dotted path as DuckDB writes it: `resources[0].uid` gives `$."resources"[0]."uid"`.

    A name that holds a dot itself stands in double quotes: `labels."case.ref"`.
    Raises ValueError when the text is not such a path.
    """
    path, at = "$", 0
    for step in STEP.finditer(dotted):
        between = dotted[at : step.start()]
        index = step.group(3)
        if between != ("" if index or at == 0 else "."):
            break
        path += f"[{index}]" if index else f'."{step.group(1) or step.group(2)}"'
        at = step.end()
    if at != len(dotted) or at == 0:
        raise ValueError(f"{dotted!r} is not a path.")
    return path


def spellings(dotted: str) -> tuple[str, ...]:
    """Every way in which a document may nest a dotted name, as paths: `a.b` is found as
    `{"a": {"b": …}}` and as `{"a.b": …}`, and so on for longer names."""
    first, *rest = re.findall(r'"[^"]+"|[^."]+', dotted)
    ways = [[first]]
    for step in rest:
        ways = [[*way, step] for way in ways] + [
            [*way[:-1], f"{way[-1]}.{step}"] for way in ways if '"' not in way[-1] + step
        ]
    return tuple(
        json_path(".".join(s if '"' in s or "." not in s else f'"{s}"' for s in way))
        for way in ways
    )


def not_an_object(document: ir.Value) -> ir.Value:
    """For a row that is no JSON object the words that its refusal quotes, else null."""
    given = document.fill_null("")
    is_object = ibis.ifelse(json_valid(given), json_type(given) == "OBJECT", False)
    return ibis.ifelse(is_object, ibis.null("string"), "not JSON: " + given[:QUOTED_AT_MOST])


def with_fields(raw: ir.Table, document: ir.Value, fields: Mapping[str, Sequence[str]]) -> ir.Table:
    """`raw` with `broken` (`not_an_object`) and, for each field, the text at the first of its
    DuckDB paths that holds any, empty text as null; all null on a row that is no JSON object.
    """
    paths = list(dict.fromkeys(path for alternatives in fields.values() for path in alternatives))
    read = raw.mutate(broken=not_an_object(document), _document=document)
    found = read.mutate(
        _found=ibis.ifelse(
            read.broken.isnull(), texts_at(read._document, ibis.array(paths)), ibis.null()
        )
    )
    columns = {
        name: ibis.coalesce(*(tidy(found._found[paths.index(path)]) for path in alternatives))
        for name, alternatives in fields.items()
    }
    return found.mutate(**columns).drop("_found", "_document")
