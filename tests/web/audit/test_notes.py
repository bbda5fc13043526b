"""Signed notes against the published example, and what is not a note."""

import pytest

from custodes.web.audit.notes import (
    Head,
    NoteRefused,
    head_from,
    key_from,
    new_signer,
    opened,
    sign,
    signer_from,
)

# The example of the note package of Go, which the specification grew out of.
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
BOTH = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
SIGNATURE = (
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NOTE = f"{TEXT}\n{SIGNATURE}"


def test_the_published_example():
    signer = signer_from(BOTH)
    assert str(signer) == BOTH
    assert str(signer.key) == PUBLIC
    assert key_from(PUBLIC) == signer.key
    assert sign(TEXT, signer) == NOTE
    assert opened(NOTE, key_from(PUBLIC)) == TEXT


def test_a_signature_of_somebody_else_beside_ours_is_passed_over():
    other = sign(TEXT, new_signer("somebody")).rpartition("\n\n")[2]
    assert opened(NOTE + other, key_from(PUBLIC)) == TEXT


@pytest.mark.parametrize(
    "wrong",
    [
        NOTE.replace("answer", "cause"),
        NOTE.replace("x08go/ZJ", "x08go/ZK"),
        NOTE.replace("x08go", "x18go"),
        TEXT,
        f"{TEXT}\n",
        f"{TEXT}\nno mark\n",
        f"{TEXT}\n— PeterNeumann ?\n",
        sign(TEXT, new_signer("PeterNeumann")),
    ],
)
def test_what_the_key_did_not_sign_is_refused(wrong):
    with pytest.raises(NoteRefused):
        opened(wrong, key_from(PUBLIC))


@pytest.mark.parametrize("place", range(0, len(PUBLIC), 3))
def test_a_damaged_key_is_refused(place):
    other = "A" if PUBLIC[place] != "A" else "B"
    with pytest.raises(NoteRefused):
        key_from(PUBLIC[:place] + other + PUBLIC[place + 1 :])


def test_a_damaged_key_file_is_refused():
    for wrong in ("", PUBLIC, BOTH.replace("c74f", "c74e"), BOTH[:-8]):
        with pytest.raises(NoteRefused):
            signer_from(wrong)


def test_a_log_is_named_in_one_word():
    for wrong in ("", "two words", "a+b"):
        with pytest.raises(NoteRefused):
            new_signer(wrong)


def test_a_head_reads_as_it_was_written():
    head = Head("a-log", 12, bytes(32))
    assert head_from(head.text) == head


@pytest.mark.parametrize("wrong", ["", "a\n1\n", "a\n01\nAA==\n", "a\n-1\nAA==\n", "a\n1\nAA==\n"])
def test_what_is_no_checkpoint_is_refused(wrong):
    with pytest.raises(NoteRefused):
        head_from(wrong)
