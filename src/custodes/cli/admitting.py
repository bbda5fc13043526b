"""The command that lets somebody in when there is nobody yet who may: account."""

from typing import Annotated

import typer

from custodes.cli.options import DEFAULT_HOME, HomeOption, clock, open_home
from custodes.cli.showing import err
from custodes.vocabulary.errors import UserError
from custodes.web.decision.roles import ROLES

BY_ID = {role.id: role for role in ROLES}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    account = typer.Typer(help="Who may sign in to the pages.", no_args_is_help=True)
    account.command(
        "add",
        epilog="Example: `custodes account add a.lee@force.example --role system-administrator "
        '--because "Runs the machine"`',
    )(add_)
    account.command("roles", epilog="Example: `custodes account roles`")(roles_)
    app.add_typer(account, name="account")


def add_(
    email: Annotated[str, typer.Argument(help="The address that they sign in with.")],
    role: Annotated[str, typer.Option("--role", help="The role; `custodes account roles`.")],
    because: Annotated[str, typer.Option("--because", help="Why, as the record will say.")],
    part: Annotated[
        str | None,
        typer.Option("--in", help="Where, for a role held in several kinds of compartment."),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Their name, as colleagues see it.")] = "",
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Open an account, give it a role, and print the link by which its owner chooses a password.

    The link serves once, for a day. Everything is recorded as done by a command on this machine.
    """
    if role not in BY_ID:
        raise UserError(f'"{role}" is no role: `custodes account roles` lists them.')
    if "@" not in email:
        raise UserError(f'"{email}" is no address: write one such as name@force.example.')
    if not because.strip():
        raise UserError("Say with --because why this account is opened.")
    given = BY_ID[role]
    kinds = {kind.name.lower(): kind for kind in given.kinds}
    if (part is None and len(kinds) > 1) or (part is not None and part.lower() not in kinds):
        raise UserError(f"{given.title}: say with --in one of {', '.join(sorted(kinds))}.")
    kind = kinds[part.lower()] if part else next(iter(kinds.values()))
    held = open_home(home)
    from custodes.web.site.serving import ready

    ready(held.path)
    from custodes.web.accounts.installation import (
        found_account,
        found_compartment,
        found_membership,
        start_link,
    )

    at = clock()
    user = found_account(email=email, name=name or email.partition("@")[0], at=at)
    place = found_compartment(kind=kind, title=kind.value.capitalize())
    found_membership(user=user, compartment=place, role=given, because=because, at=at)
    err().print(f"{given.title}. Add this to the address of the site: for one use, within a day.")
    typer.echo(start_link(user))


def roles_() -> None:
    """List the roles: id, title and where they are held."""
    for role in ROLES:
        kinds = ", ".join(sorted(kind.value for kind in role.kinds))
        typer.echo(f"{role.id}: {role.title} ({kinds})")
