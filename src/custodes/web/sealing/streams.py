"""One sealed part: padded to a bucket, cut into chunks, each chunk bound to its place.

XChaCha20-Poly1305 as libsodium's secretstream: a chunk that is missing, doubled, moved or changed
is refused, and so is an end that came too early. The context goes into every chunk.
"""

from nacl import bindings, exceptions

from custodes.web.sealing.refused import SealingRefused

CHUNK = 64 * 1024
"""Bytes of plain text in a chunk."""
LENGTH = 8
"""Bytes that say how long the content is, before it and its padding."""
BUCKETS: tuple[int, ...] = tuple(2**power for power in (12, 14, 16, 18, *range(20, 27)))
"""The sizes that a part can have: 4, 16, 64, 256 KiB, then 1 to 64 MiB by doubling."""
LONGEST = BUCKETS[-1] - LENGTH

_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_EXTRA = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def bucket(size: int) -> int:
    """The bucket into which content of so many bytes falls. Raises SealingRefused when none."""
    for whole in BUCKETS:
        if size + LENGTH <= whole:
            return whole
    raise SealingRefused(f"{size} bytes are more than a part can hold")


def sealed(content: bytes, key: bytes, context: bytes) -> bytes:
    """The content as a sealed part."""
    whole = bucket(len(content))
    padded = len(content).to_bytes(LENGTH, "big") + content
    padded += bytes(whole - len(padded))
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    out = bytearray(bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key))
    for at in range(0, whole, CHUNK):
        tag = _FINAL if at + CHUNK >= whole else _MESSAGE
        out += bindings.crypto_secretstream_xchacha20poly1305_push(
            state, padded[at : at + CHUNK], context, tag
        )
    return bytes(out)


def opened(part: bytes, key: bytes, context: bytes) -> bytes:
    """The content of a sealed part. Raises SealingRefused when anything of it was changed."""
    if len(part) <= _HEADER:
        raise SealingRefused("a part is cut short")
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, part[:_HEADER], key)
    padded = bytearray()
    ended = False
    for at in range(_HEADER, len(part), CHUNK + _EXTRA):
        if ended:
            raise SealingRefused("something follows the end of a part")
        try:
            plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                state, part[at : at + CHUNK + _EXTRA], context
            )
        except (exceptions.CryptoError, ValueError, TypeError):
            raise SealingRefused("a part was changed, or belongs somewhere else") from None
        padded += plain
        ended = tag == _FINAL
    if not ended:
        raise SealingRefused("a part is cut short")
    size = int.from_bytes(padded[:LENGTH], "big")
    if LENGTH + size > len(padded) or any(padded[LENGTH + size :]):
        raise SealingRefused("the padding of a part is wrong")
    return bytes(padded[LENGTH : LENGTH + size])
