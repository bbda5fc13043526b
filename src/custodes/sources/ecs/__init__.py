"""The source `ecs`: Elastic Common Schema events."""

from custodes.sources.ecs.source import Ecs

__all__ = ["Ecs"]
