"""The actions that the organisation knows."""

ACTIONS = {
    "organisation.structure.load": "Last inn kommunen og enhetene for et budsjettår",
    "organisation.population.load": "Last inn innbyggertall",
}
