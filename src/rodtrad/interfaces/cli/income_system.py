"""`rodtrad income-system compute | need | compare | parameters | store`: the income system from files.

All but `store`, which keeps the figures for documents, run without the web framework.
"""

from rodtrad.interfaces.cli.command_group import CommandGroup

GROUP = CommandGroup(
    "income-system",
    {
        "compute": ("income_system_compute", "beregn utjevning og tilskudd for alle kommunene i filene"),
        "need": ("income_system_need", "vis utgiftsbehovet til én kommune, kriterium for kriterium"),
        "compare": ("income_system_compare", "sammenlign to scenarioer, og fordel forskjellen på årsakene"),
        "parameters": (
            "income_system_parameters",
            "vis satser, vekter og beløp for et år, med kilde, og hva som mangler",
        ),
        "store": ("income_system_store", "lagre alle kommuners tall for et dokument, slik at det viser utregningen"),
    },
)
main = GROUP.main
