"""The 43 territorial forces of England and Wales: who is written to, and who gets a copy."""

from dataclasses import dataclass

PCC = "Police and Crime Commissioner"
PFCC = "Police, Fire and Crime Commissioner"
CHIEF = "Chief Constable"


@dataclass(frozen=True)
class Force:
    """One force. `body` is who holds it to account: check it for each round."""

    name: str
    full: str
    chief: str = CHIEF
    body: str = PCC

    @property
    def key(self) -> str:
        """The force as addresses and packages name it: "north-yorkshire"."""
        return self.name.lower().replace(" ", "-")


def _police(*names: str) -> list[Force]:
    return [Force(name, f"{name} Police") for name in names]


def _constabulary(*names: str) -> list[Force]:
    return [Force(name, f"{name} Constabulary") for name in names]


FORCES: tuple[Force, ...] = tuple(
    sorted(
        [
            *_police("Bedfordshire", "Cleveland", "Devon and Cornwall", "Dorset", "Dyfed-Powys"),
            *_police("Essex", "Gwent", "Humberside", "Kent", "Lincolnshire", "Merseyside"),
            *_police("North Wales", "North Yorkshire", "Northamptonshire", "Northumbria"),
            *_police("Nottinghamshire", "South Wales", "South Yorkshire", "Staffordshire"),
            *_police("Surrey", "Sussex", "Thames Valley", "Warwickshire", "West Mercia"),
            *_police("West Midlands", "West Yorkshire", "Leicestershire", "Wiltshire"),
            *_constabulary("Cambridgeshire", "Cheshire", "Cumbria", "Derbyshire", "Durham"),
            *_constabulary("Avon and Somerset", "Gloucestershire", "Hertfordshire", "Lancashire"),
            *_constabulary("Norfolk", "Suffolk", "Hampshire"),
            Force("Greater Manchester", "Greater Manchester Police", body="Deputy Mayor"),
            Force(
                "Metropolitan",
                "Metropolitan Police Service",
                "Commissioner",
                "Mayor's Office for Policing and Crime",
            ),
            Force(
                "City of London",
                "City of London Police",
                "Commissioner",
                "Police Authority Board",
            ),
        ],
        key=lambda force: force.name,
    )
)
BY_NAME = {force.name: force for force in FORCES}
BY_KEY = {force.key: force for force in FORCES}
