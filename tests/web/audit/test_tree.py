"""The tree against published vectors of RFC 6962 and 9162, and against the plain definition."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.web import verifier
from custodes.web.audit import tree

# Entries, roots and proofs that implementations of Certificate Transparency publish.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
G = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
INCLUSION = [
    (0, 1, []),
    (0, 8, [A, B, C]),
    (5, 8, [D, E, ROOTS[4]]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], B, D]),
]
CONSISTENCY = [
    (1, 1, []),
    (1, 8, [A, B, C]),
    (2, 8, [B, C]),
    (6, 8, [F, E, ROOTS[4]]),
    (2, 5, [B, D]),
    (6, 7, [F, G, ROOTS[4]]),
]
LEAVES = [tree.leaf_hash(entry) for entry in ENTRIES]
entries = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def unhex(hashes):
    return [bytes.fromhex(one) for one in hashes]


@pytest.mark.parametrize("size", range(9))
def test_roots(size):
    assert tree.root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
def test_inclusion(index, size, proof):
    assert tree.inclusion_proof(LEAVES[:size], index) == unhex(proof)
    assert tree.included(LEAVES[index], index, size, unhex(proof), unhex(ROOTS)[size])


@pytest.mark.parametrize(("earlier", "size", "proof"), CONSISTENCY)
def test_consistency(earlier, size, proof):
    roots = unhex(ROOTS)
    assert tree.consistency_proof(LEAVES[:size], earlier) == unhex(proof)
    assert tree.consistent(earlier, roots[earlier], size, roots[size], unhex(proof))


def plain_root(given):
    """The definition of section 2.1.1, as it stands there."""
    if not given:
        return hashlib.sha256().digest()
    if len(given) == 1:
        return hashlib.sha256(b"\x00" + given[0]).digest()
    k = 1
    while k * 2 < len(given):
        k *= 2
    return hashlib.sha256(b"\x01" + plain_root(given[:k]) + plain_root(given[k:])).digest()


@given(entries, st.data())
def test_any_tree(given_entries, data):
    leaves = [tree.leaf_hash(entry) for entry in given_entries]
    size, top = len(leaves), tree.root(leaves)
    assert top == plain_root(given_entries)
    cut = data.draw(st.integers(0, size))
    assert tree.grow(tree.grow([], 0, leaves[:cut]), cut, leaves[cut:]) == tree.grow([], 0, leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion_proof(leaves, index)
    assert tree.included(leaves[index], index, size, proof, top)
    earlier = data.draw(st.integers(1, size))
    tie = tree.consistency_proof(leaves, earlier)
    assert tree.consistent(earlier, tree.root(leaves[:earlier]), size, top, tie)


@given(entries, st.data())
def test_a_doctored_proof_shows_nothing(given_entries, data):
    leaves = [tree.leaf_hash(entry) for entry in given_entries]
    size, top = len(leaves), tree.root(leaves)
    earlier = data.draw(st.integers(1, size))
    first = tree.root(leaves[:earlier])
    tie = tree.consistency_proof(leaves, earlier)
    other = tree.leaf_hash(b"another")
    assert not tree.consistent(earlier, other, size, top, tie)
    assert not tree.consistent(earlier, first, size, other, tie)
    assert not tree.consistent(earlier, first, size, top, [*tie, other])
    assert not tree.consistent(0, first, size, top, tie)
    assert not tree.consistent(size + 1, first, size, top, tie)
    for place in range(len(tie)):
        assert not tree.consistent(earlier, first, size, top, tie[:place] + tie[place + 1 :])
        changed = [*tie[:place], other, *tie[place + 1 :]]
        assert not tree.consistent(earlier, first, size, top, changed)
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion_proof(leaves, index)
    assert not tree.included(other, index, size, proof, top)
    assert not tree.included(leaves[index], size, size, proof, top)
    assert not tree.included(leaves[index], index, size, [*proof, other], top)
    for place in range(len(proof)):
        changed = [*proof[:place], other, *proof[place + 1 :]]
        assert not tree.included(leaves[index], index, size, changed, top)


@pytest.mark.parametrize(("size", "asked"), [(3, 3), (3, -1), (0, 0)])
def test_no_proof_of_a_leaf_that_is_not_there(size, asked):
    with pytest.raises(ValueError, match="there is no leaf"):
        tree.inclusion_proof(LEAVES[:size], asked)
    with pytest.raises(ValueError, match="no tree of"):
        tree.consistency_proof(LEAVES[:size], size + 1)


@given(
    st.recursive(
        st.text() | st.integers(-(2**53) + 1, 2**53 - 1) | st.none() | st.booleans(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("abcdefé_", max_size=9), inner),
        max_leaves=8,
    )
)
def test_the_verifier_writes_json_as_the_log_does(value):
    import rfc8785

    assert verifier._canonical(value) == rfc8785.dumps(value)
