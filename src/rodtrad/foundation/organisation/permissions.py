"""The actions that the organisation knows."""

ACTIONS = {
    "organisation.structure.load": "Last inn kommunen og enhetene for et budsjettår",
}
