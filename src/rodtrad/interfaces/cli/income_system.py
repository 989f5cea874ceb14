"""`rodtrad income-system compute | need | parameters`: the income system from files, without the web framework."""

from rodtrad.interfaces.cli.command_group import CommandGroup

GROUP = CommandGroup(
    "income-system",
    {
        "compute": ("income_system_compute", "beregn utjevning og tilskudd for alle kommunene i filene"),
        "need": ("income_system_need", "vis utgiftsbehovet til én kommune, kriterium for kriterium"),
        "parameters": (
            "income_system_parameters",
            "vis satser, vekter og beløp for et år, med kilde, og hva som mangler",
        ),
    },
)
main = GROUP.main
