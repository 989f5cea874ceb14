"""The actions of forecasts."""

ACTIONS = {
    "forecasts.premises.save": "Lagre forutsetningene for framskrivingen",
    "forecasts.income_system.save": "Lagre tallene for inntektssystemet",
}
