"""Exchange message trace: what crosses the force's border, and what is passed over or refused."""

import pyarrow as pa
import pytest

from custodes.sources.message_trace import MessageTrace
from custodes.vocabulary.errors import UserError
from sources.shaping import agree, contacts, given, raw_rows

FORCE = {"domains": ["northshire.police.uk"]}

CROSSED = """
line | at                         | device                                | other               | direction | channel
-----+----------------------------+---------------------------------------+---------------------+-----------+--------
2    | 2026-03-01T10:00:00.123456 | kelly.marsh@northshire.police.uk      | jo.bell@example.org | out       | email
3    | 2026-03-01T10:05:00        | kelly.marsh@northshire.police.uk      | jo.bell@example.org | in        | email
6    | 2026-03-01T13:00:00        | kelly.marsh@northshire.police.uk      | ann@example.org     | out       | email
6    | 2026-03-01T13:00:00        | kelly.marsh@northshire.police.uk      | jo.bell@example.org | out       | email
9    |                            | kelly.marsh@northshire.police.uk      | jo.bell@example.org | out       | email
10   | 2026-03-01T14:00:05        | kelly.marsh@cctv.northshire.police.uk | jo.bell@example.org | out       | email
11   | 2026-03-31T14:00:05        | kelly.marsh@northshire.police.uk      | jo.bell@example.org | out       | email
12   |                            |                                       |                     |           |
14   |                            |                                       |                     |           |
"""  # noqa: E501

REPORTED = """
line | at                  | device                           | other               | direction
-----+---------------------+----------------------------------+---------------------+----------
2    | 2026-03-02T09:00:00 | kelly.marsh@northshire.police.uk | jo.bell@example.org | out
3    | 2026-03-02T09:30:00 | kelly.marsh@northshire.police.uk | jo.bell@example.org | in
"""


def test_only_mail_across_the_border_is_a_contact() -> None:
    source = MessageTrace(FORCE)
    rows = contacts(source, raw_rows(source, given("message_trace", "trace.csv")))
    agree(sorted(rows, key=lambda r: (r["line"], r.get("other", ""))), CROSSED)


def test_what_is_refused_says_why() -> None:
    source = MessageTrace(FORCE)
    rows = contacts(source, raw_rows(source, given("message_trace", "trace.csv")))
    said = {r["line"]: r["at_given"] for r in rows}
    assert said[9] == "2026-02-30T14:00:00Z"
    assert said[12] == "nothing in a column for the sender (Sender Address, Sender)"
    assert said[14].startswith("nothing in a column for the message (Message Id,")


def test_a_report_with_a_state_for_each_recipient() -> None:
    source = MessageTrace(FORCE)
    agree(contacts(source, raw_rows(source, given("message_trace", "report.csv"))), REPORTED)


def test_the_same_message_in_two_exports_is_one_contact() -> None:
    source = MessageTrace(FORCE)
    raw = raw_rows(source, given("message_trace", "trace.csv"))
    later = raw.set_column(0, "line", pa.array(range(1000, 1000 + len(raw)), pa.int64()))
    ids = {r["contact"] for r in contacts(source, raw) if "contact" in r}
    assert ids == {r["contact"] for r in contacts(source, later) if "contact" in r}
    assert len(ids) == 7


def test_no_subject_address_of_a_machine_or_size_is_read() -> None:
    assert not {"Subject", "message_subject", "FromIP", "Size"} & set(MessageTrace.maybe)


def test_day_first_or_month_first_can_be_said() -> None:
    source = MessageTrace({**FORCE, "time_formats": ["%m/%d/%Y %H:%M:%S"]})
    raw = raw_rows(source, given("message_trace", "trace.csv"))
    [row] = [r for r in contacts(source, raw) if r["line"] == 11]
    assert "at" not in row


def test_mistakes_in_the_settings_are_told_at_once() -> None:
    with pytest.raises(UserError) as told:
        MessageTrace({"domain": ["x.uk"], "time_formats": ["%d/%m %H:%M"]})
    assert "has no setting" in str(told.value)
    assert "needs `domains`" in str(told.value)
    assert "has no year" in str(told.value)
