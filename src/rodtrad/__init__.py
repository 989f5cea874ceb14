"""Rødtråd: the unbroken line from a municipality's goals, through kroner, to results that citizens can read."""

__version__ = "0.1.0"
