"""The controls that a KOSTRA accounting extract is put through before Statistics Norway accepts it.

One module per control, named by its official number; `check.py` runs them. Severities, tolerances and codes are
facts (`facts/kostra`). Controls answer exactly as the official program does, its oddities included; what the program
lets through is found only by the strict check.
"""
