"""Those who abuse their position, by how they are planted."""

from custodes.synthetic.offenders.as_planted import as_planted
from custodes.synthetic.offenders.cases import CASES, plant_cases
from custodes.synthetic.offenders.easy import plant_easy
from custodes.synthetic.offenders.hard import plant_hard
from custodes.synthetic.offenders.styles import STYLES, Style

__all__ = ["CASES", "STYLES", "Style", "as_planted", "plant_cases", "plant_easy", "plant_hard"]
