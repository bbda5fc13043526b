"""Apache Spark, the engine for a force or a nation that outgrows one machine."""

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from custodes.vocabulary.errors import UserError

JAVA_FROM, JAVA_TO = 17, 21
"""The versions of Java that Spark 4.0 runs on."""

INSTALL_JAVA = "install Java 17 (on Debian: apt-get install openjdk-17-jre-headless)"

QUIET = """\
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n
"""
"""What Spark may say: errors alone, on standard error."""


def connect(
    folder: Path,
    *,
    master: str = "local[2]",
    memory_mb: int = 1024,
    partitions: int = 2,
    small: bool = False,
) -> BaseBackend:
    """A Spark session with UTC times, no web page and errors alone on standard error.

    `folder` is where Spark may put what it spills and what it keeps; it is made. `master` is where
    it runs, `memory_mb` what this process may take, `partitions` into how many parts it shuffles.
    `small` spends no time on compiling plans: faster for a few thousand rows, slower beyond.
    Raises UserError where pyspark or a fitting Java is missing.
    """
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError:
        raise UserError(
            "The Spark engine needs the package pyspark, which is not installed: "
            'install it with pip install "custodes[spark]", or use DuckDB, which needs nothing.'
        ) from None
    _check_java()
    folder.mkdir(parents=True, exist_ok=True)
    logging = folder / "log4j2.properties"
    logging.write_text(QUIET, encoding="utf-8")
    java = (
        f"-Dlog4j2.configurationFile=file:{logging}",
        f"-Dderby.system.home={folder}",
        f"-Djava.io.tmpdir={folder}",
        "-Duser.timezone=UTC",
        "-XX:-UsePerfData",
        # With one tier of compiling Java keeps room for 48 MB of code, which a long session fills.
        "-XX:ReservedCodeCacheSize=240m",
    )
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": f"{memory_mb}m",
        "spark.driver.extraJavaOptions": " ".join(java),
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.session.timeZone": "UTC",
        # A sum that overflows or a cast that fails is an error here as it is on DuckDB.
        "spark.sql.ansi.enabled": "true",
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    if small:
        settings["spark.driver.extraJavaOptions"] += " -XX:TieredStopAtLevel=1"
        settings["spark.sql.codegen.wholeStage"] = "false"
        settings["spark.sql.codegen.factoryMode"] = "NO_CODEGEN"
        settings["spark.sql.adaptive.enabled"] = "false"
        settings["spark.sql.shuffle.partitions"] = "1"
    builder = SparkSession.builder.appName("custodes").master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise UserError(
            f"Spark did not start ({str(error).splitlines()[0]}): {INSTALL_JAVA} and set JAVA_HOME "
            f"to it; Spark's own words are on standard error."
        ) from None
    return ibis.pyspark.connect(session)


def parquet(paths: Sequence[Path], columns: Mapping[str, str]) -> ir.Table:
    """The rows of Parquet files, each column by name and in the SQL type given; without files a
    table without rows. In the session that was connected to last."""
    from pyspark.sql import SparkSession

    session = SparkSession.active()
    kinds = {name: kind.replace("VARCHAR", "STRING") for name, kind in columns.items()}
    if paths:
        rows = session.read.option("mergeSchema", "true").parquet(*map(str, paths))
        rows = rows.selectExpr(*(f"CAST(`{c}` AS {kind}) AS `{c}`" for c, kind in kinds.items()))
    else:
        empty = (f"CAST(NULL AS {kind}) AS `{c}`" for c, kind in kinds.items())
        rows = session.sql(f"SELECT {', '.join(empty)} WHERE false")
    name = f"parquet_{secrets.token_hex(6)}"
    rows.createOrReplaceTempView(name)
    return ibis.pyspark.connect(session).table(name)


def _check_java() -> None:
    """Raise UserError where no Java is found, or one that Spark does not run on."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    try:
        told = subprocess.run(  # noqa: S603 the machine's own Java, asked for its version
            [java or "java", "-version"], capture_output=True, text=True, timeout=60, check=True
        ).stderr
    except (OSError, subprocess.SubprocessError):
        where = f"in JAVA_HOME ({home})" if home else "on the path"
        raise UserError(
            f"The Spark engine needs Java, and none was found {where}: {INSTALL_JAVA}."
        ) from None
    version = re.search(r'version "(\d+)', told)
    if version is None or not JAVA_FROM <= int(version[1]) <= JAVA_TO:
        found = version[1] if version else "of an unknown version"
        raise UserError(
            f"The Spark engine needs Java {JAVA_FROM} to {JAVA_TO}, and {java} is Java {found}: "
            f"{INSTALL_JAVA} and set JAVA_HOME to it."
        )
