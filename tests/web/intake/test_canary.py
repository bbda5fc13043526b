"""Sealed means sealed: what reporters send is nowhere in clear on the intake's host, whole."""

import base64
import json
import subprocess
import sys

import pytest

from custodes.web.audit.notes import new_signer
from web.intake.hostile import picture
from web.intake.served import custodes, intake_served, surroundings
from web.sealing.sealed import Unit

CANARY = "canary-9b31-wystrys"
CLIENT = """
import json, re, sys, time, urllib.request, uuid
from html import unescape
address, canary, photo = sys.argv[1:3] + [sys.argv[3]]
photo = open(photo, "rb").read()
say = urllib.request.build_opener()
say.addheaders = [("User-Agent", "seen-" + canary), ("Accept-Language", "cy")]

def fields(html):
    form = html[html.index("<form"):html.index("</form>")]
    return {unescape(n): unescape(v) for n, v in
            re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)}

def post(path, told, files=()):
    edge = uuid.uuid4().hex
    head = f"--{edge}\\r\\nContent-Disposition: form-data; name="
    parts = [f'{head}"{n}"\\r\\n\\r\\n{v}\\r\\n'.encode() for n, v in told.items()]
    parts += [f'{head}"files"; filename="{n}"\\r\\n\\r\\n'.encode() + raw + b"\\r\\n"
              for n, raw in files]
    body = b"".join(parts) + f"--{edge}--\\r\\n".encode()
    ask = urllib.request.Request(address + path, body,
                                 {"Content-Type": f"multipart/form-data; boundary={edge}"})
    return say.open(ask).read().decode()

forms = {to: fields(say.open(f"{address}tell/{to}/").read().decode())
         for to in ("public", "partner", "staff")}
time.sleep(4.2)
for to, form in forms.items():
    told = {**form, "step": "5", "go": "send", "danger": "no", "about": "somebody else",
            "manner": "confidential", "what": canary + " what", "officer_name": canary + " Daf",
            "called": canary + " Ann", "sender_name": canary + " me", "when": canary}
    big = (canary * 40_000).encode()
    page = post(f"tell/{to}/", told, [(canary + ".jpg", photo), (canary + ".txt", big)])
    code = re.search(r'id="code">([^<]+)<', page).group(1)
    words = re.findall(r"<strong>(\\w+)</strong>", page[page.index('id="words"'):])[:7]
    thread = post("come-back/", {"code": code, "words": " ".join(words)})
    assert canary + " what" in thread
    post("reply/", {**fields(thread), "text": canary + " reply"})
    try:
        post(f"tell/{to}/", {**told, "what": canary}, [("x.exe", b"MZ" + big)])
    except urllib.error.HTTPError as refused:
        assert refused.code == 422
    say.open(f"{address}help-now/").read()
    print(json.dumps([code, *words]))
"""


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    """An intake's host after reports of every channel, with files, answers and refused files; what
    was said to its reporters alone."""
    folder = tmp_path_factory.mktemp("canary")
    public, photo = folder / "public.json", folder.parent / f"{folder.name}.jpg"
    public.write_text(str(Unit().ring.public))
    photo.write_bytes(picture("JPEG", comment=CANARY.encode() * 900))
    unit = new_signer("unit")
    with intake_served(folder, public, str(unit.key)) as intake:
        done = subprocess.run(
            [sys.executable, "-c", CLIENT, intake.address, CANARY, str(photo)],
            capture_output=True,
            text=True,
            env=surroundings(folder),
        )
        assert done.returncode == 0, done.stderr
        said = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(said) == 3
        # While it is served: the write-ahead log is there too.
        assert (folder / "home/intake/intake.sqlite3-wal").stat().st_size > 0
        custodes("intake", "hand-over", folder / "stick", "--home", folder / "home", folder=folder)
        custodes("intake", "notice", folder / "home", folder=folder)
        found = traces(folder, said)
    custodes("backup", folder / "backup.custodes", "--home", folder / "home", folder=folder)
    return folder, said, found


def traces(folder, said):
    """Each file in which something of a reporter is found, in clear or as it is often written."""
    secret = [CANARY, "seen-canary", *(" ".join(words) for _code, *words in said)]
    secret += ["127.0.0.1"]
    forms = [form for text in secret for form in written(text)]
    found = []
    for path in folder.rglob("*"):
        if not path.is_file() or (path.name == "server.log" and not path.stat().st_size):
            continue
        raw = path.read_bytes()
        for form in forms:
            if form == b"127.0.0.1" and path.name == "server.log":
                continue  # where it is served, as it tells whoever started it
            if form in raw:
                found.append(f"{path.relative_to(folder)}: {form[:24]!r}")
    return found


def written(text):
    raw = text.encode()
    return [raw, raw.hex().encode(), text.encode("utf-16-le"), base64.b64encode(raw)[:-4] or raw]


def test_it_is_nowhere_in_clear_while_it_is_served_and_after(host):
    folder, said, found = host
    assert found == []
    assert traces(folder, said) == []
    places = {path.relative_to(folder).parts[0] for path in folder.rglob("*") if path.is_file()}
    assert {"home", "stick", "backup.custodes", "server.log", "witness-1"} <= places


def test_nothing_is_left_in_temporary_files(host):
    folder, _said, _found = host
    assert [path for path in (folder / "temporary").rglob("*") if path.is_file()] == []


def test_the_look_would_find_it(host, tmp_path):
    _folder, said, _found = host
    (tmp_path / "a.log").write_text(f"GET /?{CANARY}")
    (tmp_path / "b.bin").write_bytes(CANARY.encode("utf-16-le"))
    assert len(traces(tmp_path, said)) == 2


def test_the_database_is_the_intakes_own(host):
    import sqlite3

    folder, _said, _found = host
    with sqlite3.connect(folder / "home/intake/intake.sqlite3") as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        (count,) = database.execute("SELECT count(*) FROM intake_submission").fetchone()
    assert count == 3
    assert not [name for name in names if name.startswith(("accounts", "alerts", "django_session"))]
    assert not (folder / "home/web").exists()
