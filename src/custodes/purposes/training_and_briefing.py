"""A purpose template: training, briefing or warrant."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class TrainingAndBriefing(Purpose):
    """The record was part of a training class, a briefing or a planned warrant."""

    id = "training-and-briefing"
    title = "Training, briefing or warrant"
    kinds = ("training", "briefing")
    belief = 0.85
    lead = timedelta(hours=12)
    tail = timedelta(days=2)
    longest = timedelta(days=14)
    quota = 6
    covers = Covers(opening=1.0, details=0.7, contact=0.05)
    because = "used it in training or a briefing"
    cannot_see = ("Briefings given by word of mouth.",)
