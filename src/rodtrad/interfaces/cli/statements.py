"""`rodtrad statements`: the statutory statements of imported accounts and budgets, per entity or consolidated.

FOR-2019-06-07-714 §§ 5-4, 5-5 (both parts), 5-6, 5-8 and 5-9; the Municipal Act § 14-6. Exit code 0 when everything
asked for was computed, 2 on wrong use or when the imported data lacks some; what can be computed is shown all the same.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rodtrad.intake.postings import KIND_NAMES, Kind
from rodtrad.interfaces.cli.arguments import WRONG_USE, Parser
from rodtrad.interfaces.cli.installation import open_installation

if TYPE_CHECKING:
    from rodtrad.features.accounts.selectors.holdings import Holding
    from rodtrad.features.accounts.selectors.statements import ScopeStatements

STATEMENTS = {
    "5-4": ("5-4-1", "5-4-2"),
    "5-5": ("5-5-1", "5-5-2"),
    "5-6": ("5-6",),
    "5-8": ("5-8",),
    "5-9": ("5-9-1", "5-9-2"),
}
_PARTS = {part: (part,) for parts in STATEMENTS.values() for part in parts}


class NothingToCompute(Exception):
    """What was asked for is not in the imported data; the message is Norwegian and says what to do."""


def _parser() -> Parser:
    parser = Parser(
        prog="rodtrad statements",
        description="Beregn lovpålagte oversikter av det regnskapet og budsjettet som er importert.",
    )
    parser.add_argument(
        "--statement", required=True, metavar="5-4|5-5|5-6|5-8|5-9", choices=sorted({**STATEMENTS, **_PARTS}),
        help="5-4 drift og 5-5 investering (5-4-2 er bare andre del), 5-6 drift etter art, 5-8 balanse, "
        "5-9 samlet budsjettavvik",
    )  # fmt: skip
    parser.add_argument("--year", required=True, type=int, metavar="ÅR", help="regnskapsåret eller budsjettåret")
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--entity", metavar="ENHET", help="bare denne enheten: treasury, kf:NR ... (hver enhet for seg)")
    whose.add_argument(
        "--consolidated", action="store_true", help="kommunen som én enhet, med de interne beløpene som er nettet"
    )
    parser.add_argument("--data-set", action="append", metavar="NAVN", help="bare dette datasettet; kan gjentas (alle)")
    parser.add_argument("--data", type=Path, metavar="MAPPE", help="mappen der Rødtråd har dataene sine")
    parser.add_argument("--format", choices=["text", "json", "csv"], default="text", help="form på svaret (text)")
    return parser


def main(arguments: list[str]) -> int:
    """Run the command. Returns its exit code."""
    options = _parser().parse_args(arguments)
    asked = {**_PARTS, **STATEMENTS}[options.statement]
    try:
        with open_installation(options.data) as folder:
            scopes = _compute(
                folder, asked, options.year, options.entity, options.data_set, consolidated=options.consolidated
            )
    except NothingToCompute as reason:
        print(f"§ {options.statement} er ikke beregnelig fordi {reason}", file=sys.stderr)
        return WRONG_USE
    from rodtrad.interfaces.cli.statements_report import write

    write(scopes, options.year, options.format)
    lacking = [(scope, one) for scope in scopes for one in scope.lacking]
    for scope, one in lacking:
        whose_words = "konsolidert" if scope.consolidated else scope.entities[0]
        name = f"§ {one.statement_id}" if one.statement_id in _PARTS else one.statement_id.capitalize()
        column = f", kolonnen {KIND_NAMES[Kind(one.column)]}," if one.column else ""
        print(f"{name} ({whose_words}){column} er ikke beregnelig fordi {one.reason}.", file=sys.stderr)
    return WRONG_USE if lacking else 0


def _compute(
    folder: Path,
    asked: tuple[str, ...],
    year: int,
    entity: str | None,
    named: list[str] | None,
    *,
    consolidated: bool,
) -> list["ScopeStatements"]:
    from rodtrad.features.accounts.selectors.holdings import all_data_sets, holdings
    from rodtrad.features.accounts.selectors.statements import imported_statements
    from rodtrad.store.consolidation import consolidated_entity

    known = all_data_sets()
    unknown = sorted(set(named or ()) - set(known))
    if unknown:
        raise NothingToCompute(f"datasettet «{unknown[0]}» ikke finnes. Datasett: {', '.join(known) or 'ingen'}.")
    data_sets = sorted(set(named)) if named else known
    held = holdings(data_sets)
    entities = _entities(held, year)
    if not named:
        _refuse_twice(held, year)
    if consolidated:
        one_unit = [each for each in entities if consolidated_entity(each)]
        if not one_unit:
            raise NothingToCompute(f"ingen av enhetene konsolideres: {', '.join(entities)}.")
        return [imported_statements(folder, data_sets, asked, year, one_unit, consolidated=True)]
    if entity is not None and entity not in entities:
        raise NothingToCompute(
            f"det ikke er importert beløp for {entity} i {year}. Enheter med beløp: {', '.join(entities)}."
        )
    return [
        imported_statements(folder, data_sets, asked, year, [each], consolidated=False)
        for each in ([entity] if entity else entities)
    ]


def _entities(held: list["Holding"], year: int) -> list[str]:
    entities = sorted({one.entity for one in held if one.year == year}, key=lambda name: (name != "treasury", name))
    if entities:
        return entities
    years = sorted({one.year for one in held})
    if years:
        raise NothingToCompute(f"det ikke er importert beløp for {year}. År med beløp: {', '.join(map(str, years))}.")
    raise NothingToCompute(
        "det ikke er importert noe ennå. Kjør «rodtrad import FIL --map KART» med den samme --data først."
    )


def _refuse_twice(held: list["Holding"], year: int) -> None:
    from rodtrad.features.accounts.selectors.holdings import held_twice

    twice = held_twice(held, year)
    if twice:
        first, second = twice[0]
        raise NothingToCompute(
            f"to datasett har {first.words}: «{first.data_set}» og «{second.data_set}». "
            "Velg hvilke som skal telle med --data-set."
        )
