"""The actions of forecasts."""

ACTIONS = {
    "forecasts.premises.save": "Lagre forutsetningene for framskrivingen",
}
