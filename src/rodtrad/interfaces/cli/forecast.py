"""`rodtrad forecast check | save | show`: a municipality's own premises for the years after its plan."""

from rodtrad.interfaces.cli.command_group import CommandGroup

GROUP = CommandGroup(
    "forecast",
    {
        "check": ("forecast_check", "kontroller forutsetningene i en fil, uten å lagre noe"),
        "save": ("forecast_save", "lagre forutsetningene for et dokument"),
        "show": ("forecast_show", "skriv ut forutsetningene som er lagret for et dokument"),
    },
)
main = GROUP.main
