"""What radios and body-worn cameras recorded of attendances."""

import numpy as np

from custodes.synthetic.draws import chance, stream
from custodes.synthetic.parameters import given
from custodes.synthetic.purposes import PURPOSE, Scene
from custodes.synthetic.rows import NONE, Rows


def patrol(seed: int, scene: Scene) -> tuple[Rows, Rows]:
    """Make the clips of attendances, and a few dwells of radios near the addresses attended."""
    rng = stream(seed, "patrol")
    recordings = Rows(staff=np.int32, start=np.int64, end=np.int64)
    presences = Rows(
        staff=np.int32,
        at=np.int64,
        seconds=np.int32,
        person=np.int32,
        metres=np.int16,
        mark=np.int32,
    )
    why = scene.rows.gathered()
    sent = np.flatnonzero((why["kind"] == PURPOSE["dispatch"]) & (why["start"] >= scene.days.start))
    filmed = sent[chance(rng, given("recorded_attendance"), len(sent))]
    begins = why["start"][filmed] + rng.integers(5, 40, len(filmed)) * 60
    staff = why["staff"][filmed].astype(np.int64)
    whole = np.unique(np.stack([staff, begins]), axis=1)
    recordings.add(
        staff=whole[0],
        start=whole[1],
        end=whole[1] + rng.integers(120, 2_400, whole.shape[1]),
    )
    near = sent[chance(rng, 0.3, len(sent))]
    at = why["start"][near] + rng.integers(6, 45, len(near)) * 60
    staff = why["staff"][near].astype(np.int64)
    _, first = np.unique(np.stack([staff, at]), axis=1, return_index=True)
    presences.add(
        staff=staff[first],
        at=at[first],
        seconds=rng.integers(300, 5_400, len(first)),
        person=scene.events.main[why["incident"][near][first]],
        metres=rng.integers(2, 60, len(first)),
        mark=NONE,
    )
    return recordings, presences
