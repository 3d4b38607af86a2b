"""Build: data/ and analysis/ into _generated/, whole or not at all."""

from numerate.paper.building.build import Build, build

__all__ = ["Build", "build"]
