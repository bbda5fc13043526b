"""Asks clamd, over its socket, whether it knows a file for malware; its silence never drops one.

The protocol is clamd's INSTREAM: chunks with their length before them, and an empty one at the end.
"""

import logging
import socket
import struct
from pathlib import Path

from custodes.web.sealing.contents import Scan

log = logging.getLogger(__name__)

PATIENCE = 4.0
"""Seconds for an answer; after that a file counts as not scanned."""
CHUNK = 64 * 1024


def scanned(content: bytes, scanner: Path | None) -> Scan:
    """What the scanner says; "not scanned" where there is none, or it is down or busy."""
    if scanner is None:
        return Scan.NOT_SCANNED
    try:
        said = _asked(content, scanner)
    except OSError as error:
        log.warning("the scanner did not answer: %s", type(error).__name__)
        return Scan.NOT_SCANNED
    if said.endswith(b"FOUND"):
        return Scan.FOUND
    return Scan.CLEAN if said == b"stream: OK" else Scan.NOT_SCANNED


def _asked(content: bytes, scanner: Path) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE)
        line.connect(str(scanner))
        line.sendall(b"zINSTREAM\0")
        for at in range(0, len(content), CHUNK):
            chunk = content[at : at + CHUNK]
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        said = b""
        while not said.endswith(b"\0") and len(said) < 4096:
            more = line.recv(4096)
            if not more:
                break
            said += more
    return said.rstrip(b"\0").strip()
