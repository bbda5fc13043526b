"""Pseudonyms: the names under which staff and people appear, and the recorded look behind one."""
