"""The force's commands on its plan: the check before sending, and the package that is sent."""

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from custodes.cli.options import DEFAULT_HOME, Format, FormatOption, HomeOption, clock, open_home
from custodes.cli.showing import err, print_json, show
from custodes.vocabulary.errors import UserError

ELEMENT_COLUMNS = {"title": "element", "found": "an assessor would find"}
REMARK_COLUMNS = {
    "what": "what",
    "element": "element",
    "line": "line",
    "title": "title",
    "says": "why",
}
KEY = Path("web") / "plan.key"
"""The force's signing key below the home."""


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    plan = typer.Typer(help="The force's plan: checked, and packed to be sent.")
    plan.command("check", epilog="Example: `custodes plan check submission.zip --format json`")(
        check_
    )
    plan.command(
        "package", epilog="Example: `custodes plan package --plan my-plan --out submission.zip`"
    )(package_)
    app.add_typer(plan, name="plan", no_args_is_help=True)


def check_(
    package: Annotated[
        str,
        typer.Argument(help="The package; or north-yorkshire-2017, the example that is shipped."),
    ],
    form: FormatOption = Format.TABLE,
) -> None:
    """Check a submission package as an assessor would, element by element.

    A package that was altered, or that does not hold together, is refused with one sentence.
    """
    from custodes.web.submission import example
    from custodes.web.submission.package import read
    from custodes.web.submission.reviewed import plain_review

    path = Path(package)
    if package == example.NAME and not path.exists():
        content = example.packed()
    else:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise UserError(
                f"{path} cannot be read: {error.strerror or error}. Name a submission package."
            ) from None
    found = plain_review(read(content))
    if form is Format.JSON:
        print_json(found)
        return
    rows: list[dict[str, Any]] = found["remarks"]
    if form is Format.CSV:
        show(rows, REMARK_COLUMNS, form, "")
        return
    err().print(
        f"{found['force_name']}, round {found['round']}, facts until {found['cut_off'][:10]}, "
        f"signed by: {found['signed_by']}. SHA-256 {found['sha256']}; key {found['key']}, "
        f"fingerprint {found['fingerprint']}.",
        soft_wrap=True,
        markup=False,
    )
    if nothing := [one["title"] for one in found["elements"] if one["status"] == "no_information"]:
        typer.echo(f"An assessor would find no information on: {'; '.join(nothing)}.\n")
    show([one | {"found": _said(one)} for one in found["elements"]], ELEMENT_COLUMNS, form, "")
    typer.echo("")
    told = [row | {"what": row["what"].replace("_", " ")} for row in rows]
    show(told, REMARK_COLUMNS, form, "Nothing to put right was found.")


def package_(
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    plan: Annotated[
        Path | None,
        typer.Option(
            "--plan",
            help="A folder with plan.toml and its documents.",
            show_default="the last submission that was signed on the pages of the home",
        ),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            help="The force's signing key; made where there is none.",
            show_default="web/plan.key in the home",
        ),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Write the submission as one file that is frozen, hashed and signed.

    With `--plan` it is packed from a folder and signed with the force's key. Without it, it is the
    one that a chief officer signed last on the pages, byte for byte.
    """
    from custodes.web.submission.folder import submission_in
    from custodes.web.submission.held import held_in
    from custodes.web.submission.keys import fingerprint, signing_key
    from custodes.web.submission.package import read, write

    if plan is None:
        content = _signed_on_the_pages(home)
    else:
        submission, documents = submission_in(plan, made_at=clock())
        signer = signing_key(key or home / KEY)
        content = write(submission, documents, signer, known=partial(held_in, home))
    unfinished = out.with_name(out.name + ".tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(out)
    except OSError as error:
        raise UserError(
            f"{out} cannot be written: {error.strerror or error}. Name another file with --out."
        ) from None
    kept = read(content)
    typer.echo(f"{out}: SHA-256 {kept.sha256}")
    err().print(
        f"Signed with the key {kept.key}, whose fingerprint is {fingerprint(kept.key)}. Read it "
        "out to the inspectorate once, by telephone or in person. Then check what you send: "
        f"custodes plan check {out}",
        soft_wrap=True,
        markup=False,
    )


def _signed_on_the_pages(home: Path) -> bytes:
    held = open_home(home)
    from custodes.web.site.serving import ready

    ready(held.path)
    from custodes.web.submission.kept import last_signed

    return last_signed()


def _said(one: dict[str, Any]) -> str:
    words = [one["status_in_words"], *(q.replace("_", " ") for q in one["qualifiers"])]
    return "; ".join(words)
