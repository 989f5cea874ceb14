"""The actions of goals."""

ACTIONS = {
    "goals.goal.save": "Lagre et mål med indikatorer",
}
