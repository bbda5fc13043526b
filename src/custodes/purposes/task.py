"""A purpose template: a task, action or diary entry."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class Task(Purpose):
    """A supervisor, a system or the member of staff set a task about the person or the incident."""

    id = "task"
    title = "A task, action or diary entry"
    kinds = ("task",)
    belief = 0.9
    lead = timedelta(hours=2)
    tail = timedelta(days=4)
    longest = timedelta(days=60)
    quota = 12
    covers = Covers(opening=1.0, details=0.9, contact=0.7)
    because = "had a task"
    cannot_see = ("Tasks given by word of mouth.",)
