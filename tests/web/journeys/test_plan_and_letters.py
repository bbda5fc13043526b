"""From the plan to the letter in a browser: who writes it, who signs it, who assesses it."""

import re
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from custodes.web.plan.contents import Evidence, Figure, Line, Reference
from custodes.web.plan.elements import Element, Status
from custodes.web.plan.forces import BY_KEY
from custodes.web.submission.keys import fingerprint, public_hex
from custodes.web.submission.package import Claim, Submission, document, write

PLAN = {
    "lines": "/plan/",
    "filtered": "/plan/?state=late&order=due",
    "line": "/plan/lines/5/",
    "line-by-hand": "/plan/lines/3/",
    "add": "/plan/add/",
    "change": "/plan/lines/5/change/",
    "on-a-figure": "/plan/lines/5/figure/",
    "asked": "/plan/asked/",
    "figures": "/plan/figures/",
    "documents": "/plan/documents/",
    "good": "/plan/good/",
    "over-time": "/plan/time/",
    "check": "/plan/check/",
    "example": "/submission/example/",
    "submissions": "/submission/",
    "sent": "/submission/1/",
    "waits": "/submission/2/",
    "prepare": "/submission/prepare/",
}


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_the_plan_looks_right(journey, width):
    made = journey("plan-owner", width=width)
    for name, path in PLAN.items():
        made.open(path)
        assert made.page.locator("h1").count() == 1, path
        made.looks_right(name)


def test_a_line_is_written_rested_and_checked_without_a_script(journey):
    made = journey("plan-owner", width=390, script=False)
    page = made.open("/plan/add/")
    page.locator("main button[type=submit]").click()
    made.looks_right("add-with-faults")
    assert page.locator(".govuk-error-summary").is_visible()
    page.get_by_label("What is done, or will be").fill("Speak at each partner's team meeting")
    page.get_by_label("Links with support organisations").check()
    page.get_by_label("Commenced", exact=True).check()
    page.get_by_label("Owner").fill("Head of safeguarding")
    page.locator("main button[type=submit]").click()
    page.get_by_role("link", name="L12: Speak").click()
    page.get_by_role("button", name="Rest it on a document").click()
    page.get_by_label("Document", exact=True).select_option(index=1)
    page.get_by_label("What it shows there").fill("which meetings were attended")
    page.get_by_label("How often is there contact?").check()
    page.locator("main button[type=submit]").click()
    assert "which meetings were attended" in page.locator("main").inner_text()
    page.goto(made.served.address.rstrip("/") + "/plan/check/")
    assert "Over-stated" in page.locator("main").inner_text()


def test_a_chief_officer_reads_signs_and_takes_the_package_out(journey):
    made = journey("chief-officer")
    page = made.open("/submission/2/")
    page.get_by_role("button", name="Read and sign it").click()
    made.looks_right("sign")
    page.get_by_label("Post in which you sign").fill("Deputy chief constable")
    page.get_by_label("I have read the plan").check()
    page.locator("main button[type=submit]").click()
    assert "Signed and frozen" in page.locator("main").inner_text()
    made.looks_right("signed")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take the package out").click()
    assert taken.value.suggested_filename == "submission-made-up.zip"


def test_a_number_in_a_letterhead_is_confirmed_with_the_reason_without_a_script(journey):
    made = journey("plan-owner", width=390, script=False)
    page = made.open("/plan/documents/")
    page.locator("main input[type=file]").set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Tel. 01632 960 001.\n"}
    )
    page.get_by_label("What it is").fill("Letter of the head of unit")
    page.locator("main form[method=post] button[type=submit]").first.click()
    told(page, "letter.txt")
    page = made.open("/submission/prepare/")
    page.get_by_label("Round").fill("letterhead")
    page.locator("main form[method=post] button[type=submit]").first.click()
    told(page, "letterhead")
    page.locator("main tr", has_text="letterhead").get_by_role("link").click()
    assert "a telephone number in letter.txt, page 1" in main_of(page)
    made.looks_right("stopped")
    page.get_by_role("button", name="Say what may be sent, and why").click()
    box = page.get_by_label("A telephone number in letter.txt, page 1")
    box.fill("The number of the switchboard.")
    made.looks_right("confirms")
    page.locator("main form[method=post] button[type=submit]").first.click()
    told(page, "The number of the switchboard.")
    assert "It cannot be signed as it is" not in main_of(page)
    made.looks_right("confirmed")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_lead_of_an_inspection_and_a_reader_see_their_pages(journey, width):
    made = journey("inspection-lead", width=width)
    for name, path in {
        "round": "/assessment/made-up/",
        "force": "/assessment/made-up/kent/",
        "moderate": "/assessment/made-up/kent/moderate/",
        "letters": "/letters/made-up/",
        "letter": "/letters/made-up/durham/",
        "overview": "/letters/made-up/overview/",
        "record": "/letters/2017/overview/",
        "years": "/assessment/forces/north-yorkshire/",
    }.items():
        made.open(path)
        made.looks_right(f"lead-{name}")
    made = journey("reader", width=width)
    page = made.open("/letters/totals/")
    page.locator("main table a").first.click()
    made.looks_right("totals")
    assert "left out" in page.locator("main").inner_text()
    made.open("/assessment/made-up/")
    assert page.locator("h1").inner_text() != "Made-up round: no force sent what is in it"


KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PLAN_TEXT = b"Work with refuges.\n\nFour refuges are met every quarter.\n"
FOUND = {
    "strategy": ("Not in the plan", ""),
    "ccu": ("No information", ""),
    "monitoring": ("Commenced", "The plan, page 1 | line M-1"),
    "links": ("Commenced", "The plan, page 1 | paragraph 2"),
}
"""What the first assessor finds on each element, and what it rests on."""


def package_of(force):
    """What a force sends for the round of 2017: two lines, one on a figure, one on a document."""
    then = datetime(2017, 5, 31, 22, 59, 59, tzinfo=UTC)
    figure = Figure("coverage-systems", Element.MONITORING, "IT systems monitored, of those held",
                    0.4, "share", "R0007", date(2017, 5, 30))  # fmt: skip
    lines = (
        Line("M-1", "Monitor every system", Element.MONITORING, Status.COMMENCED, "Head of unit",
             evidence=(Evidence(figure.id, answers=("covered",)),)),
        Line("L-1", "Meet each refuge every quarter", Element.LINKS, Status.COMMENCED,
             "Head of safeguarding", evidence=(
                 Evidence(reference=Reference("plan.txt", "which refuges", 1), answers=("who",)),
             )),
    )  # fmt: skip
    sent = Submission(
        force,
        BY_KEY[force].full,
        "2017",
        "npcc-2017-04",
        then,
        then,
        "Deputy chief constable",
        (Claim(Element.LINKS, Status.IN_PLACE, "Four refuges are met every quarter."),),
        lines,
        (figure,),
        (document("plan.txt", "The plan", PLAN_TEXT),),
    )
    return write(sent, {"plan.txt": PLAN_TEXT}, KEY)


def main_of(page):
    return page.locator("main").inner_text()


def told(page, words):
    """Wait until the page says so: what was sent is done then."""
    page.locator("main").get_by_text(words).first.wait_for()


def save(page):
    page.locator("main form[method=post] button[type=submit]").first.click()
    told(page, "Saved.")


def finds(made, force, found, looks=()):
    """An assessor goes through the four elements, and hands in."""
    page = made.page
    for element, (status, rests) in found.items():
        made.open(f"/assessment/2017/{force}/")
        name = {"strategy": "National strategy", "ccu": "Counter-corruption unit",
                "monitoring": "Monitoring of IT systems",
                "links": "Links with support organisations"}[element]  # fmt: skip
        page.get_by_role("link", name=re.compile(rf"^Find\s*: {name}")).click()
        page.get_by_label(status, exact=True).check()
        page.get_by_label("What it rests on").fill(rests)
        if element in looks:
            assert "Four refuges are met every quarter." in main_of(page)
            made.looks_right("finds")
        page.get_by_role("button", name="Keep this finding").click()
        told(page, "The finding is kept")
    page.get_by_role("button", name="Hand in your findings").click()
    told(page, "Your findings are handed in")


@pytest.mark.parametrize(
    ("width", "script", "force"),
    [(1280, True, "wiltshire"), (390, True, "suffolk"), (390, False, "dorset")],
)
def test_what_two_assessors_find_becomes_a_letter_in_which_each_sentence_can_be_traced(
    journey, width, script, force
):
    """From the package to the issued letter: compared, found twice, moderated, worded, approved."""
    lead = journey("inspection-lead", width=width, script=script)
    first = journey("inspector", width=width, script=script)
    second = journey("inspector-2", width=width, script=script)
    at, letter = f"/assessment/2017/{force}/", f"/letters/2017/{force}/"
    digits = fingerprint(public_hex(KEY))

    page = lead.open(f"{at}key/")
    page.get_by_label("Fingerprint of the force's key").fill(digits)
    page.get_by_label("How it was compared").fill("By telephone with the head of standards.")
    lead.looks_right("key")
    save(page)
    assert digits in main_of(page)
    page = first.open("/assessment/2017/packages/")
    page.get_by_label("Submission package").set_input_files(
        {"name": "package.zip", "mimeType": "application/zip", "buffer": package_of(force)}
    )
    page.get_by_role("button", name="Take it in").click()
    told(page, "The package is taken in")
    first.looks_right("packages")
    page = first.open(f"{at}sent/")
    assert "Four refuges are met every quarter." in main_of(page)
    first.looks_right("sent")
    with page.expect_download() as taken:
        page.get_by_role("link", name="The plan", exact=True).click()
    assert taken.value.path().read_bytes() == PLAN_TEXT

    page = lead.open(f"{at}assign/")
    page.get_by_label("First assessor").select_option(label="Inspector")
    page.get_by_label("Second assessor").select_option(label="Second inspector")
    lead.looks_right("assign")
    save(page)
    finds(first, force, FOUND, looks=("links",))
    page = second.open(at)
    assert "line M-1" not in main_of(page), "neither sees what the other found"
    finds(second, force, FOUND | {"links": ("In place", "The plan, page 1 | paragraph 2")})
    second.looks_right("handed-in")

    page = lead.open(f"{at}moderate/")
    assert "They differ" in main_of(page)
    page.get_by_label("Inspector", exact=True).check()
    page.get_by_label("Why: Links with support organisations").fill("Four of nine refuges.")
    lead.looks_right("moderates")
    page.get_by_role("button", name="Have these findings stand").click()
    told(page, "These findings stand now")
    lead.looks_right("stands")

    page = first.open(letter)
    boxes = page.locator("textarea[name^=text-]")
    said = [boxes.nth(n).input_value() for n in range(boxes.count())]
    place = next(n for n, text in enumerate(said) if "support vulnerable people" in text)
    assert "The plan, page 1, paragraph 2" in main_of(page), "the evidence stands beside it"
    boxes.nth(place).fill(f"{said[place][:-1]}, at four refuges.")
    first.looks_right("words")
    page.get_by_role("button", name="Keep this wording").click()
    told(page, "The letter is kept")
    page.get_by_role("button", name="Ask for approval").click()
    told(page, "A second person is asked to approve.")
    page = lead.open(letter)
    assert "at four refuges." in page.locator(f"#text-{place}").input_value()
    page.get_by_role("button", name="Approve it").click()
    told(page, "Approved.")
    lead.looks_right("approved")
    page = first.open(letter)
    page.get_by_role("button", name="Issue the letter").click()
    told(page, "Issued, frozen and hashed")
    first.looks_right("issued")
    traced = page.locator("tr", has_text="at four refuges.").inner_text()
    assert "Links: Commenced" in traced and "paragraph 2" in traced
    assert re.search(r"[0-9a-f]{16}", main_of(page))
    with page.expect_download() as taken:
        page.get_by_role("button", name="Copy for the commissioner").click()
    assert taken.value.suggested_filename == f"letter-{force}-commissioner.pdf"
