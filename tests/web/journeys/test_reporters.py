"""Each kind of reporter, in both languages, with and without JavaScript, at every width."""

import re
import time

import pytest

from custodes.web.audit.notes import new_signer
from web.intake.served import intake_served
from web.journeys.journey import Journey
from web.sealing.sealed import Unit

ON, SEND = {"": "Go on", "/cy": "Ymlaen"}, {"": "Send", "/cy": "Anfon"}


@pytest.fixture(scope="module")
def intake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reporters")
    public = folder / "public.json"
    public.write_text(str(Unit().ring.public))
    with intake_served(folder, public, str(new_signer("unit").key)) as served:
        yield served


@pytest.fixture
def reporter(intake, browser, request):
    begun = []

    def begin(*, width=1280, script=True):
        begun.append(Journey(browser, intake.served, name="reporters", width=width, script=script))
        return begun[-1]

    yield begin
    assert [problem for made in begun for problem in made.end()] == []


@pytest.mark.parametrize(
    ("channel", "language", "width", "script"),
    [
        ("public", "", 390, False),
        ("partner", "", 1280, True),
        ("staff", "/cy", 320, False),
        ("public", "/cy", 1280, True),
    ],
)
def test_a_report_and_back(reporter, channel, language, width, script, tmp_path):
    who = reporter(width=width, script=script)
    page = who.page
    look = f"{channel}{language.replace('/', '-')}"
    go = lambda: page.get_by_role("button", name=ON[language], exact=True).click()  # noqa: E731
    send = lambda: page.get_by_role("button", name=SEND[language], exact=True).click()  # noqa: E731
    who.open(f"{language}/")
    who.looks_right(f"{look}-start")
    page.locator(f"a[href='{language}/tell/{channel}/']").click()
    began = time.monotonic()
    go()
    who.looks_right(f"{look}-faults")
    page.locator("[name=danger][value=yes]").check(force=True)
    page.locator("[name=about][value='somebody else']").check(force=True)
    page.locator("[name=manner][value=confidential]").check(force=True)
    who.looks_right(f"{look}-first")
    go()
    who.looks_right(f"{look}-danger")
    page.locator("button[value=next]").click()
    page.locator("[name=what]").fill("He keeps coming back to her flat.\nShe is afraid.")
    who.looks_right(f"{look}-what")
    go()
    page.locator("[name=officer_number]").fill("1042")
    who.looks_right(f"{look}-police")
    go()
    who.looks_right(f"{look}-person")
    go()
    page.locator("[name=sender_name]").fill("Ann")
    who.looks_right(f"{look}-you")
    go()
    note = tmp_path / "note.txt"
    note.write_text("He came at nine.")
    page.locator("#files").set_input_files(str(note))
    who.looks_right(f"{look}-check")
    time.sleep(max(0.0, 4.1 - (time.monotonic() - began)))
    send()
    code = page.locator("#code").inner_text()
    words = page.locator("#words strong").all_inner_texts()
    assert len(words) == 7
    who.looks_right(f"{look}-sent")
    labels = "\n".join(page.locator("label").all_inner_texts())
    asked = [int(n) for n in re.findall(r"(\d)$", labels, re.MULTILINE)][:2]
    for box, number in zip(("first", "second"), asked, strict=True):
        page.locator(f"[name={box}]").fill(words[number - 1])
    page.locator(f"form[action='{language}/words/'] button").click()
    who.looks_right(f"{look}-right")
    who.open(f"{language}/come-back/")
    page.locator("[name=code]").fill(code)
    page.locator("[name=words]").fill("not the words")
    page.locator("main button[type=submit]").click()
    who.looks_right(f"{look}-wrong-words")
    page.locator("[name=words]").fill(" ".join(words))
    page.locator("main button[type=submit]").click()
    assert "She is afraid." in page.locator("main").inner_text()
    page.locator("[name=text]").fill("She has a new number.")
    send()
    assert "She has a new number." in page.locator("main").inner_text()
    who.looks_right(f"{look}-thread")


@pytest.mark.parametrize("language", ["", "/cy"])
def test_the_pages_that_tell(reporter, language):
    for width in (1280, 320):
        who = reporter(width=width, script=False)
        for path in ("who-can-see", "what-happens", "help-now", "come-back", "nowhere"):
            who.open(f"{language}/{path}/")
            who.looks_right(f"{path}{language.replace('/', '-')}")


def test_no_page_is_heavy(reporter):
    """What an old phone has to fetch: the pages themselves are small."""
    who = reporter(width=390, script=False)
    for path in ("/", "/tell/partner/", "/cy/who-can-see/", "/come-back/"):
        assert len(who.open(path).content().encode()) < 20_000, path
