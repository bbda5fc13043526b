"""Pictures drawn by the server: the same on screen, on paper and without a script."""

from custodes.web.design.pictures.drawing import Picture
from custodes.web.design.pictures.heat_map import heat_map
from custodes.web.design.pictures.network import network
from custodes.web.design.pictures.shares import shares
from custodes.web.design.pictures.sparkline import sparkline
from custodes.web.design.pictures.tile_map import tile_map
from custodes.web.design.pictures.timeline import timeline
from custodes.web.design.pictures.waterfall import waterfall

__all__ = (
    "Picture",
    "heat_map",
    "network",
    "shares",
    "sparkline",
    "tile_map",
    "timeline",
    "waterfall",
)
