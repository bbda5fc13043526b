"""What every spec has: `station`, which asks an engine about small tables drawn in text.

A spec runs on DuckDB; one marked `spark` runs on Spark as well and must give the same answers.
"""

import gc
from collections.abc import Callable, Iterator

import pytest
from ibis.backends import BaseBackend

from custodes.store.engines import duckdb, spark

pytest.register_assert_rewrite("lib.ascii_tables", "lib.reference_explain")

from lib.station import Drawings, Station  # noqa: E402

ON_SPARK = [
    # Spark talks to its own process over the machine's inner network.
    pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]),
    # What pyspark 4.0 and Ibis 12 do that Python 3.11 and pandas 3 find old.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
    pytest.mark.filterwarnings("ignore:The 'future.infer_string' option is deprecated"),
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "backend" in metafunc.fixturenames:
        engines = ["duckdb"]
        if metafunc.definition.get_closest_marker("spark"):
            engines.append(pytest.param("spark", marks=ON_SPARK))
        metafunc.parametrize("backend", engines, indirect=True)


@pytest.fixture(scope="session")
def spark_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseBackend]:
    session = spark.connect(tmp_path_factory.mktemp("spark"), small=True)
    yield session
    session.disconnect()


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> Iterator[BaseBackend]:
    if request.param == "spark":
        yield request.getfixturevalue("spark_session")
        # What Spark left open is closed here, where its warnings are expected.
        gc.collect()
    else:
        engine = duckdb.connect(threads=1)
        yield engine
        engine.disconnect()


@pytest.fixture
def station(backend: BaseBackend) -> Iterator[Callable[..., Station]]:
    built: list[Station] = []

    def known(given: Drawings, as_of: str = "2026-04-01") -> Station:
        built.append(Station(backend, given, as_of))
        return built[-1]

    yield known
    for one in built:
        one.bench.release()
