"""What is wrong with the files of the exports: added beside what is right, and listed."""

from pathlib import Path

from custodes.synthetic.draws import stream
from custodes.synthetic.layouts.truth import Fault

BAD_LINES: tuple[tuple[str, bytes], ...] = (
    ("a date that no year has", b"rms-9{n:02}|31/02/2026|10:15:00|u1001|VIEW|NOM|P1||||N|"),
    ("a time that no day has", b"rms-9{n:02}|03/03/2026|27:61:00|u1001|VIEW|NOM|P1||||N|"),
    ("an empty login", b"rms-9{n:02}|03/03/2026|11:00:00||VIEW|NOM|P1||||N|"),
    ("a word that nobody translated", b"rms-9{n:02}|03/03/2026|11:00:00|u1001|PEEK|NOM|P1||||N|"),
    ("columns missing", b"rms-9{n:02}|03/03/2026|11:00:00|u1001"),
    ("a NUL byte", b"rms-9{n:02}|03/03/2026|11:00:00|u1001|VIEW|NOM|P1\x00||||N|"),
    ("a byte that is not UTF-8", b"rms-9{n:02}|03/03/2026|11:00:00|u1001|VIEW|NOM|P1||||N|caf\xe9"),
)
UNKNOWN_LOGIN = b"rms-8{n:02}|03/03/2026|11:05:00|oldtemp7|VIEW|NOM|P100005|P100005||T-9|N|"
REPEATED_LINES = 40
TRUNCATED_AT = 0.6


def damage(folder: Path, counts: dict[str, int], seed: int) -> list[Fault]:
    """Do the damage, and say what it is: each file, what is wrong with it, and how many rows."""
    rng = stream(seed, "damage")
    audits = sorted((folder / "rms/audit").glob("*.csv"))
    faults: list[Fault] = []
    last = audits[-1]
    lines = last.read_bytes().split(b"\n")
    for number, (what, line) in enumerate(BAD_LINES):
        place = int(rng.integers(1, len(lines) - 1))
        lines.insert(place, line.replace(b"{n:02}", f"{number:02}".encode()))
        faults.append((_name(folder, last), f"refused: {what}", 1))
    lines.insert(len(lines) // 2, UNKNOWN_LOGIN.replace(b"{n:02}", b"00"))
    faults.append((_name(folder, last), "taken, and reconciled: a login with no staff", 1))
    # The extract of a month begins with the last rows of the month before.
    before = audits[-2].read_bytes().rstrip(b"\n").split(b"\n")[-REPEATED_LINES:]
    lines[1:1] = before
    faults.append((_name(folder, last), "passed over: rows of the month before", len(before)))
    last.write_bytes(b"\n".join(lines))
    counts[_name(folder, last)] += len(BAD_LINES) + 1 + len(before)
    copy = audits[-2].with_name("audit_again.csv")
    copy.write_bytes(audits[-2].read_bytes())
    rows = counts[_name(folder, audits[-2])]
    counts[_name(folder, copy)] = rows
    faults.append((_name(folder, copy), "passed over: the same file under another name", rows))
    whole = sorted((folder / "cad/audit").glob("*.jsonl.gz"))[-1]
    cut = whole.with_name(whole.name.replace(".jsonl.gz", "_cut.jsonl.gz"))
    held = whole.read_bytes()
    cut.write_bytes(held[: int(len(held) * TRUNCATED_AT)])
    faults.append((_name(folder, cut), "refused whole: a gzip that breaks off", 0))
    broken = sorted((folder / "intel").glob("*.cef"))[-1]
    broken.write_bytes(broken.read_bytes() + b"Mar  3 11:00:00 relay dropped 3 messages\n")
    counts[_name(folder, broken)] += 1
    faults.append((_name(folder, broken), "refused: a line that is not CEF", 1))
    bad = sorted((folder / "billing").glob("first_*.csv"))[-1]
    bad.write_bytes(
        bad.read_bytes() + b"07690001234,32/03/2026,10:00:00,07600000000,00:01:00,0.000,Voice\n"
    )
    counts[_name(folder, bad)] += 1
    faults.append((_name(folder, bad), "refused: a date that no month has", 1))
    return faults


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
