"""`rodtrad kostra check | key-figures | statements`: works on accounting extracts without the web framework."""

from rodtrad.interfaces.cli.command_group import CommandGroup

GROUP = CommandGroup(
    "kostra",
    {
        "check": ("kostra_check", "kontroller et uttrekk som SSB gjør før det sendes"),
        "key-figures": ("kostra_key_figures", "beregn nøkkeltall per begrep, funksjon og tjenesteområde"),
        "statements": ("kostra_statements", "beregn de lovpålagte regnskapsoversiktene"),
    },
)
main = GROUP.main
