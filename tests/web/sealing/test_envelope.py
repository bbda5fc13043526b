"""The envelope: opens to its holders, and to nobody and nothing else."""

import random
from dataclasses import replace

import pytest

from custodes.web.sealing import envelope, streams
from custodes.web.sealing.contents import message_from, report_from
from custodes.web.sealing.envelope import (
    FROM_REPORTER,
    FROM_UNIT,
    Holder,
    envelope_from,
    message_part,
    opened,
    rewrapped,
)
from custodes.web.sealing.keys import new_pair
from custodes.web.sealing.recovery import recovered
from custodes.web.sealing.refused import SealingRefused
from web.sealing.sealed import CANARY, FILES, REPORT, Unit


def test_it_opens_to_the_unit_the_reporter_and_two_trustees(unit):
    carried = envelope_from(unit.envelope.to_bytes())
    assert carried == unit.envelope
    for key in (unit.held.keys[0], unit.reporter, recovered(*unit.shares[:2])):
        found = opened(carried, new_pair(), key)
        assert report_from(found.content) == REPORT
        assert {name: found.file(name) for name in found.files} == FILES
        assert found.reporter == unit.reporter.public


def test_it_opens_to_nobody_else(unit):
    with pytest.raises(SealingRefused, match="sealed to none of these keys"):
        opened(unit.envelope, new_pair(), new_pair())


def test_nothing_of_the_content_is_in_its_bytes(unit):
    raw = unit.envelope.to_bytes()
    for text in (CANARY, "Daf", "llun", "ffonio"):
        assert text.encode() not in raw
    assert REPORT.to_bytes()[:16] not in raw


def test_any_bit_that_is_flipped_is_refused(unit):
    small = unit.seal(b"short", files={"file/1/original": b"x"})
    raw = small.to_bytes()
    keys = (unit.held.keys[0],)
    wraps_end = 27 + 3 * (1 + 32 + 80)
    places = [*range(27), *random.Random(7).sample(range(wraps_end, len(raw)), 400)]
    for place in places:
        changed = bytearray(raw)
        changed[place] ^= 1 << place % 8
        with pytest.raises(SealingRefused):
            read = envelope_from(bytes(changed))
            found = opened(read, *keys)
            assert read.report == small.report
            for name in found.files:
                found.file(name)


def test_a_flipped_bit_in_the_units_own_wrap_is_refused(unit):
    raw = bytearray(unit.envelope.to_bytes())
    raw[27 + 1 + 32 + 40] ^= 4
    with pytest.raises(SealingRefused, match="changed"):
        opened(envelope_from(bytes(raw)), unit.held.keys[0])


@pytest.mark.parametrize("keep", [0, 7, 8, 20, 26, 100, 366, 380, 5_000, -1])
def test_one_that_is_cut_short_is_refused(unit, keep):
    raw = unit.envelope.to_bytes()
    with pytest.raises(SealingRefused):
        opened(envelope_from(raw[:keep]), unit.held.keys[0])


def test_one_with_something_behind_it_is_refused(unit):
    with pytest.raises(SealingRefused, match="longer"):
        envelope_from(unit.envelope.to_bytes() + b"\0")


def test_parts_swapped_between_reports_are_refused(unit):
    other = unit.seal(b"other", files=FILES, report=envelope.new_id())
    mixed = replace(unit.envelope, parts={**unit.envelope.parts, "report": other.parts["report"]})
    with pytest.raises(SealingRefused):
        opened(mixed, unit.held.keys[0])
    renamed = replace(other, report=unit.envelope.report)
    with pytest.raises(SealingRefused):
        opened(renamed, unit.held.keys[0])


def test_parts_swapped_left_out_or_added_are_refused(unit):
    parts = dict(unit.envelope.parts)
    one, two = "file/1/original", "file/1/clean"
    swapped = {**parts, one: parts[two], two: parts[one]}
    fewer = {name: raw for name, raw in parts.items() if name != two}
    more = {**parts, "file/2/original": parts[one]}
    for wrong in (swapped, fewer, more):
        with pytest.raises(SealingRefused, match="missing, was added or was changed"):
            opened(replace(unit.envelope, parts=wrong), unit.held.keys[0])


def test_another_reporters_message_or_place_in_the_thread_is_refused(unit):
    first = unit.seal(b"{}", part=message_part(FROM_REPORTER, 1))
    second = unit.seal(b"{}", part=message_part(FROM_REPORTER, 2))
    key = unit.held.keys[0]
    assert opened(first, key, part="from-reporter/0001").content == b"{}"
    with pytest.raises(SealingRefused, match="another's place"):
        opened(second, key, part=message_part(FROM_REPORTER, 1))
    posed = replace(second, parts={message_part(FROM_REPORTER, 1): second.parts[second.first]})
    with pytest.raises(SealingRefused):
        opened(posed, key, part=message_part(FROM_REPORTER, 1))
    back = replace(second, parts={message_part(FROM_UNIT, 2): second.parts[second.first]})
    with pytest.raises(SealingRefused):
        opened(back, key, part=message_part(FROM_UNIT, 2))
    other = Unit()
    foreign = replace(second, report=other.secret.report)
    with pytest.raises(SealingRefused):
        opened(foreign, key)


def test_a_message_goes_both_ways(unit):
    from custodes.web.sealing.contents import Message
    from web.sealing.sealed import ON

    told = Message("Ydych chi'n ddiogel?", ON)
    sent = unit.seal(told.to_bytes(), part=message_part(FROM_UNIT, 1))
    for key in (unit.reporter, unit.held.keys[0]):
        assert message_from(opened(sent, key, part="from-unit/0001").content) == told


def test_wrapped_anew_it_opens_to_the_new_key_alone_and_its_parts_are_untouched(unit):
    new = new_pair()
    again = rewrapped(unit.envelope, unit.held.keys[0], publics=[new.public])
    assert again.parts == unit.envelope.parts
    assert again.name == unit.envelope.name
    assert opened(again, new).content == REPORT.to_bytes()
    assert opened(again, unit.reporter).content == REPORT.to_bytes()
    with pytest.raises(SealingRefused):
        opened(again, unit.held.keys[0])
    with pytest.raises(SealingRefused):
        rewrapped(unit.envelope, new, publics=[new.public])
    recovery = rewrapped(again, new, publics=[new.public], holder=Holder.RECOVERY)
    assert [wrap.holder for wrap in recovery.wraps] == [1, 2, 3]
    with pytest.raises(SealingRefused, match="for the unit or for recovery"):
        rewrapped(again, new, publics=[new.public], holder=Holder.REPORTER)


def test_sizes_fall_into_buckets(unit):
    assert [streams.bucket(n) for n in (0, 4088, 4089, 300_000, 5_000_000)] == [
        4096,
        4096,
        16384,
        2**20,
        2**23,
    ]
    short, long = unit.seal(b"x"), unit.seal(b"x" * 3_000)
    assert len(short.to_bytes()) == len(long.to_bytes())
    with pytest.raises(SealingRefused, match="more than a part can hold"):
        streams.bucket(streams.LONGEST + 1)


def test_chunks_cannot_be_dropped_doubled_or_moved():
    key, context = bytes(32), b"c"
    part = streams.sealed(b"a" * 200_000, key, context)
    size = streams.CHUNK + 17
    chunks = [part[at : at + size] for at in range(24, len(part), size)]
    assert len(chunks) == 4
    assert streams.opened(part, key, context) == b"a" * 200_000
    for order in ([0, 1, 2], [0, 2, 1, 3], [0, 1, 1, 2, 3], [3], [0, 1, 2, 3, 3], []):
        with pytest.raises(SealingRefused):
            streams.opened(part[:24] + b"".join(chunks[n] for n in order), key, context)
    with pytest.raises(SealingRefused):
        streams.opened(part, key, b"d")


def test_what_would_not_fit_is_refused_before_it_is_sealed(unit):
    with pytest.raises(SealingRefused, match="without a reader"):
        envelope.sealed(b"", report=bytes(16), units=[], reporter=bytes(32), recovery=bytes(32))
    for part in ("Report", "../x", "a b", "é", ""):
        with pytest.raises(SealingRefused, match="not allowed"):
            unit.seal(b"", part=part)
    with pytest.raises(SealingRefused, match="more than an envelope"):
        unit.seal(b"", files={f"file/{n}": b"" for n in range(64)})
    for wrong in (("from-nobody", 1), (FROM_UNIT, 0), (FROM_UNIT, 10_000)):
        with pytest.raises(SealingRefused):
            message_part(*wrong)


def test_another_version_is_named(unit):
    raw = bytearray(unit.envelope.to_bytes())
    raw[8] = 9
    with pytest.raises(SealingRefused, match="version 9"):
        envelope_from(bytes(raw))
