"""The core runs with little: the public API pulls in no web framework and no Spark."""

import subprocess
import sys

import pytest

HEAVY = {"django", "pyspark", "py4j", "pytest", "hypothesis"}


@pytest.mark.parametrize("module", ["custodes.pipeline", "custodes.cli.main"])
def test_importing_it_loads_nothing_heavy(module):
    program = f"import sys, {module}; print(*{{m.partition('.')[0] for m in sys.modules}})"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    loaded = set(ran.stdout.split())
    assert "custodes" in loaded
    assert loaded & HEAVY == set()
