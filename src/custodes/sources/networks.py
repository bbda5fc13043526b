"""Whether an address lies on the force's own networks, in plain arithmetic on the engine."""

from collections.abc import Sequence
from ipaddress import IPv4Network

import ibis
import ibis.expr.types as ir

from custodes.sources.settings import Network

V4 = r"(?:^|[:\[])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\]?:\d+)?\]?$"
V6 = r"^\[?([0-9a-fA-F:]*:[0-9a-fA-F:]*)\]?(?:\]:\d+)?$"
HEXTETS = 8


def remote(address: ir.Value, networks: Sequence[Network]) -> ir.Value:
    """`"1"` for an address outside every network, `"0"` for one inside, null for no address.

    Reads IPv4 and IPv6, with or without a port, and IPv4 written as IPv6 (`::ffff:10.1.2.3`).
    With no networks given nothing is known, and all is null.
    """
    if not networks:
        return ibis.null("string")
    text = address.strip()
    parts = [text.re_extract(V4, n).try_cast("int64") for n in (1, 2, 3, 4)]
    number = ((parts[0] * 256 + parts[1]) * 256 + parts[2]) * 256 + parts[3]
    hextets = _hextets(text.re_extract(V6, 1).lower())
    inside_v4 = [
        number.between(int(n.network_address), int(n.broadcast_address))
        for n in networks
        if isinstance(n, IPv4Network)
    ]
    inside_v6 = [
        _begins(hextets, n.network_address.exploded.split(":"), n.prefixlen // 16)
        for n in networks
        if not isinstance(n, IPv4Network)
    ]
    return ibis.cases(
        (text.re_search(V4), _yes_or_no(inside_v4)),
        (text.re_search(V6), _yes_or_no(inside_v6)),
    )


def _yes_or_no(inside: Sequence[ir.Value]) -> ir.Value:
    """The words for "outside all of these"."""
    return ibis.ifelse(ibis.or_(*inside), "0", "1") if inside else ibis.literal("1")


def _hextets(v6: ir.Value) -> list[ir.Value]:
    """The eight groups of an IPv6 address, `::` filled in, without leading zeros."""
    halves = v6.split("::")
    left = ibis.coalesce(halves[0], "").split(":").filter(lambda h: h != "")
    right = ibis.coalesce(halves[1], "").split(":").filter(lambda h: h != "")
    from_right = [right[right.length() - (HEXTETS - n)] for n in range(HEXTETS)]
    return [
        ibis.cases(
            (left.length() > n, left[n]),
            (right.length() >= HEXTETS - n, from_right[n]),
            else_="0",
        ).lpad(4, "0")
        for n in range(HEXTETS)
    ]


def _begins(hextets: list[ir.Value], network: list[str], count: int) -> ir.Value:
    """Whether the first `count` groups are the network's."""
    same = [hextets[n] == network[n] for n in range(count)]
    return ibis.and_(*same) if same else ibis.literal(True)
