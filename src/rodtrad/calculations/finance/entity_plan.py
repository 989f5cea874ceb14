"""One legal entity's plan as the statutory statements, computed once and read by every check and indicator.

Provisions: forskrift FOR-2019-06-07-714 §§ 5-4 to 5-6; kommuneloven § 14-6 (each entity keeps its own accounts).
"""

from collections.abc import Callable, Iterator
from functools import cached_property

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.ledger import (
    INVESTMENT,
    OPERATING,
    AccountClass,
    Amounts,
    Change,
    Line,
    NotComputable,
    Proposal,
    totals,
)
from rodtrad.calculations.ledger.index import register_dimension
from rodtrad.calculations.ledger.totals import Condition
from rodtrad.calculations.sentences import sentence
from rodtrad.calculations.statements.evaluation import compute, line_of_account, sum_of_terms
from rodtrad.calculations.statements.second_parts import compute_second_part
from rodtrad.calculations.statements.statement import Statement, add_columns, scale
from rodtrad.facts.budget_regulation.statements import StatementFact, second_part_fact, statement_fact
from rodtrad.facts.municipal_act.account_groups import account_group, statement_figure
from rodtrad.facts.reader import FactMissing
from rodtrad.values.wording import Wording, joined

NAMED_ENTITIES = ("treasury", "kf", "loan_fund", "church")
_CLASSES: dict[str, AccountClass] = {"D": OPERATING, "I": INVESTMENT}
_CODES = ("art", "function")


def line_dimension(statement_id: str) -> str:
    """The dimension of totals that holds the line of a statement that an amount falls in, empty where it has none."""
    return f"line of {statement_id}"


def _line_of(statement_id: str) -> Callable[[Change, Line], str]:
    side = _CLASSES[statement_fact(statement_id).account_class]

    def code(change: Change, line: Line) -> str:
        account = line.account
        own = account.account_class == side
        return (line_of_account(statement_id, account.function, account.art) or "") if own else ""

    return code


for _statement in ("5-4-1", "5-5-1", "5-6"):
    register_dimension(line_dimension(_statement), _line_of(_statement))


class EntityPlan:
    """A proposal seen from one legal entity. Figures are whole kroner per plan year; treat it as a value."""

    def __init__(self, proposal: Proposal, entity: str) -> None:
        self.proposal = proposal
        self.entity = entity
        self._statements: dict[str, Statement | NotComputable] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """The plan's years."""
        return self.proposal.years

    @property
    def entity_name(self) -> Wording:
        """What the entity is called in a sentence."""
        kind, _, which = self.entity.partition(":")
        return joined([sentence(kind) if kind in NAMED_ENTITIES else kind, which])

    @cached_property
    def _accounts(self) -> dict[AccountKey, Amounts]:
        by_account = totals(self.proposal, ("account_class", "function", "art"), {"entity": self.entity})
        return {
            AccountKey("D" if side == OPERATING else "I", function, art): amounts
            for (side, function, art), amounts in by_account.items()
        }

    def statement(self, statement_id: str) -> Statement | NotComputable:
        """The statement 5-4-1, 5-5-1 or 5-6, or why the plan's accounts do not tell it."""
        if statement_id not in self._statements:
            obstacle = self._obstacle(
                statement_fact(statement_id).account_class, statement_fact(statement_id).valid_from
            )
            self._statements[statement_id] = obstacle or compute(statement_id, self._accounts, len(self.years))
        return self._statements[statement_id]

    def obstacle(self, statement_id: str) -> NotComputable | None:
        """Why the plan's accounts do not tell the statement; None when they do."""
        fact = statement_fact(statement_id)
        return self._obstacle(fact.account_class, fact.valid_from)

    def obstacles(self, statement_id: str) -> tuple[NotComputable, ...]:
        """Every reason why the plan's accounts do not tell the statement; empty when they do."""
        fact = statement_fact(statement_id)
        return tuple(self._reasons(fact.account_class, fact.valid_from))

    def second_part(self, statement_id: str) -> Statement | NotComputable:
        """The statement 5-4-2 by the level that the council appropriates to, or 5-5-2 by project and else area.

        Items are keyed by name; what no area or project owns stands under the empty key as "Ikke fordelt".
        """
        fact = second_part_fact(statement_id)
        first = statement_fact(fact.first_part)
        obstacle = self.obstacle(first.id)
        if obstacle:
            return obstacle
        amounts_by_item: dict[str, dict[AccountKey, Amounts]] = {}
        for item, key, amounts in self._items(first.account_class):
            accounts = amounts_by_item.setdefault(item, {})
            held = accounts.get(key, (0,) * len(self.years))
            accounts[key] = tuple(map(int.__add__, held, amounts))
        return compute_second_part(statement_id, amounts_by_item, len(self.years))

    def figure(self, name: str) -> Amounts | NotComputable:
        """A named figure of the statements per plan year, with the sign that the statement shows.

        It is read from the index by statement line, so that it follows an edited line at once.
        """
        figure = statement_figure(name)
        obstacle = self.obstacle(figure.statement)
        fact = statement_fact(figure.statement)
        return obstacle or sum_of_terms(figure.terms, self._line_value(fact), len(self.years))

    def _line_value(self, fact: StatementFact) -> Callable[[str], Amounts]:
        groups = self.proposal.index.grouped(("entity", line_dimension(fact.id)))

        def value(name: str) -> Amounts:
            line = fact.line(name)
            if line.terms:
                return sum_of_terms(line.terms, value, len(self.years))
            _, amounts = groups.get((self.entity, name), (0, (0,) * len(self.years)))
            return scale(amounts, line.shown_as.sign)

        return value

    def art_sum(self, account_class: str, group: str) -> Amounts | NotComputable:
        """The sum of a group of arts in one account class, with the sign of the lines."""
        arts = self._arts(account_class, group)
        if isinstance(arts, NotComputable):
            return arts
        return add_columns(arts.values(), len(self.years))

    def art_sums_by_function(self, account_class: str, group: str) -> dict[str, Amounts] | NotComputable:
        """The sums of a group of arts in one account class by function, with the sign of the lines."""
        arts = self._arts(account_class, group)
        if isinstance(arts, NotComputable) or not arts:
            return arts
        where: dict[str, Condition] = {"entity": self.entity, "account_class": account_class, "art": arts.keys()}
        return {key[0]: amounts for key, amounts in totals(self.proposal, ("function",), where).items()}

    def unassigned(self, statement_id: str) -> Amounts:
        """What the second part 5-4-2 or 5-5-2 shows as "Ikke fordelt": the size of it per plan year, never negative."""
        fact = second_part_fact(statement_id)
        first = statement_fact(fact.first_part)
        owners = [self.proposal.appropriation_level] if first.account_class == "D" else ["area", "project"]
        where: dict[str, Condition] = {"entity": self.entity, "account_class": _CLASSES[first.account_class]}
        nobody = dict.fromkeys(owners, "")
        zero = (0,) * len(self.years)
        if ("",) * len(owners) not in totals(self.proposal, owners, where):
            return zero
        rows = totals(self.proposal, (line_dimension(first.id),), where | nobody)
        parts = [rows[(part,)] for part in fact.parts if (part,) in rows]
        return add_columns((tuple(map(abs, row)) for row in parts), len(self.years))

    def _arts(self, account_class: str, group: str) -> dict[str, Amounts] | NotComputable:
        obstacle = self._obstacle("D" if account_class == OPERATING else "I", None)
        if obstacle:
            return obstacle
        try:
            arts = account_group(group, self.years[0])
        except FactMissing:
            return self._not_known()
        where: dict[str, Condition] = {"entity": self.entity, "account_class": account_class}
        return {key[0]: row for key, row in totals(self.proposal, ("art",), where).items() if key[0] in arts}

    def _items(self, class_code: str) -> list[tuple[str, AccountKey, Amounts]]:
        side = _CLASSES[class_code]
        level = "area" if side == INVESTMENT else self.proposal.appropriation_level
        where = {"entity": self.entity, "account_class": side}
        rows = totals(self.proposal, (level, "project", "function", "art"), where)
        names = {area.code: area.name for area in self.proposal.areas}
        names |= {unit.code: unit.name for area in self.proposal.areas for unit in area.units}
        projects = {project.number: f"{project.number} {project.name}" for project in self.proposal.projects}
        items = []
        for (owner, project, function, art), amounts in rows.items():
            item = names.get(owner, owner)
            if side == INVESTMENT and project:
                item = projects.get(project, project)
            items.append((item, AccountKey(class_code, function, art), amounts))
        return items

    def _obstacle(self, class_code: str, valid_from: int | None) -> NotComputable | None:
        return next(self._reasons(class_code, valid_from), None)

    def _reasons(self, class_code: str, valid_from: int | None) -> Iterator[NotComputable]:
        if valid_from is not None and self.years[0] < valid_from:
            yield self._not_known()
        groups = self.proposal.index.grouped(("entity", "account_class", "lacks"))
        lacking = dict.fromkeys(_CODES, 0)
        for (entity, side, codes), (count, _) in groups.items():
            if entity == self.entity and side == _CLASSES[class_code]:
                for code in filter(None, codes.split(",")):
                    lacking[code] += count
        for dimension, count in lacking.items():
            if count:
                yield NotComputable(sentence(f"{_CLASSES[class_code]}_lacks_{dimension}", count=count))

    def _not_known(self) -> NotComputable:
        return NotComputable(sentence("rules_not_known", year=self.years[0]))
