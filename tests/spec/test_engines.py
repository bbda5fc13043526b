"""The engines: what each keeps is read back as it was, and what is missing is said."""

import sys
from datetime import datetime

import pytest

from custodes.store.engines import spark
from custodes.store.workbench import Workbench, small_table
from custodes.vocabulary.errors import UserError
from lib.ascii_tables import same


@pytest.mark.spark
def test_what_is_kept_is_read_back_with_its_gaps_and_its_far_off_times(backend):
    rows = [
        {"who": "a", "count": 2**40, "share": 0.5, "at": datetime(9999, 12, 31), "yes": True},
        {"who": None, "count": None, "share": None, "at": None, "yes": None},
    ]
    kinds = {
        "who": "string",
        "count": "int64",
        "share": "float64",
        "at": "timestamp",
        "yes": "boolean",
    }
    bench = Workbench(backend)
    kept = bench.keep("kept", small_table(rows, kinds))
    twice = bench.keep("kept", kept.filter(kept.who.notnull()))
    assert bench.rows(kept.order_by(kept.who.isnull())) == rows
    same(bench.rows(twice), "who | at \n a | 9999-12-31 00:00")
    bench.release()


def test_without_pyspark_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UserError, match=r"pip install \"custodes\[spark\]\", or use DuckDB"):
        spark.connect(tmp_path)


def test_without_java_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    with pytest.raises(UserError, match=r"none was found in JAVA_HOME .*: install Java 17"):
        spark.connect(tmp_path)
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="none was found on the path: install Java 17"):
        spark.connect(tmp_path)


@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.2", "25.0.1", "none"])
def test_a_java_that_spark_does_not_run_on_is_named(monkeypatch, tmp_path, version):
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(UserError, match=r"needs Java 17 to 21, and .* is Java") as told:
        spark.connect(tmp_path)
    assert "set JAVA_HOME" in str(told.value)
