"""What is inside: written and read again, and refused where it is something else."""

import json

import pytest

from custodes.web.sealing.contents import Message, message_from, report_from
from custodes.web.sealing.refused import SealingRefused
from web.sealing.sealed import ON, REPORT


def test_a_report_and_a_message_are_read_as_they_were_written():
    assert report_from(REPORT.to_bytes()) == REPORT
    told = Message("Diolch — thank you.", ON, REPORT.files)
    assert message_from(told.to_bytes()) == told


def test_a_field_of_a_later_version_is_passed_over():
    told = json.loads(REPORT.to_bytes())
    told["later"] = {"x": 1}
    told["officer"]["later"] = "x"
    assert report_from(json.dumps(told).encode()) == REPORT


@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"{}", b'{"format":2}', b'{"format":1,"channel":"other"}', b"\xff", b"[" * 9_999],
)
def test_anything_else_is_refused(raw):
    with pytest.raises(SealingRefused):
        report_from(raw)
    with pytest.raises(SealingRefused):
        message_from(raw)
