"""A Merkle tree over the events (RFC 9162, section 2.1): roots, and proofs that nothing changed.

A proof is a list of hashes. An inclusion proof shows that a leaf is in a tree of a given root; a
consistency proof shows that a tree only grew out of an earlier one. Written from the text of the
RFC and held against the vectors that implementations of it publish.
"""

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256().digest()
"""The root of a tree with nothing in it."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry; the leading 0x00 keeps it from passing for a node."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees, side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """The largest power of two below `size`: so many leaves stand on the left."""
    return 1 << ((size - 1).bit_length() - 1)


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes."""
    return frontier_root(grow([], 0, leaves))


def grow(frontier: Sequence[bytes], size: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The frontier of a tree of `size` leaves after more were added.

    A frontier is the roots of the whole subtrees, largest first: one for each 1 bit of the size.
    """
    grown = list(frontier)
    for leaf in leaves:
        top = leaf
        whole = size
        while whole & 1:
            top = node_hash(grown.pop(), top)
            whole >>= 1
        grown.append(top)
        size += 1
    return grown


def frontier_root(frontier: Sequence[bytes]) -> bytes:
    """The root of the tree that a frontier stands for."""
    if not frontier:
        return EMPTY
    top = frontier[-1]
    for left in reversed(frontier[:-1]):
        top = node_hash(left, top)
    return top


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes beside the way from leaf `index` (from 0) up to the root."""
    if not 0 <= index < len(leaves):
        raise ValueError(f"there is no leaf {index} among {len(leaves)}")
    if len(leaves) == 1:
        return []
    cut = split(len(leaves))
    if index < cut:
        return [*inclusion_proof(leaves[:cut], index), root(leaves[cut:])]
    return [*inclusion_proof(leaves[cut:], index - cut), root(leaves[:cut])]


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """The hashes by which the root of the first `earlier` leaves and the root of all tie up."""
    if not 0 < earlier <= len(leaves):
        raise ValueError(f"no tree of {earlier} leaves came before one of {len(leaves)}")
    return _subproof(leaves, earlier, known=True)


def _subproof(leaves: Sequence[bytes], earlier: int, *, known: bool) -> list[bytes]:
    """`known`: the verifier holds the root of these first `earlier` leaves already."""
    if earlier == len(leaves):
        return [] if known else [root(leaves)]
    cut = split(len(leaves))
    if earlier <= cut:
        return [*_subproof(leaves[:cut], earlier, known=known), root(leaves[cut:])]
    return [*_subproof(leaves[cut:], earlier - cut, known=False), root(leaves[:cut])]


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], top: bytes) -> bool:
    """Whether a proof shows that `leaf` is number `index` of the tree of `size` and root `top`."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for beside in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(beside, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and found == top


def consistent(
    earlier: int, earlier_root: bytes, size: int, top: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether a proof shows that the tree of `size` grew out of that of `earlier`."""
    if earlier == size:
        return not proof and earlier_root == top
    if not 0 < earlier < size:
        return False
    # A whole subtree is its own beginning, and is left out of the proof.
    path = [earlier_root, *proof] if earlier & (earlier - 1) == 0 else list(proof)
    if not path:
        return False
    at, last = earlier - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(beside, old), node_hash(beside, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and old == earlier_root and new == top
