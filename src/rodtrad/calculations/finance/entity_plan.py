"""One legal entity's plan as the statutory statements, computed once and read by every check and indicator.

Provisions: forskrift FOR-2019-06-07-714 §§ 5-4 to 5-6; kommuneloven § 14-6 (each entity keeps its own accounts).
"""

from functools import cached_property

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.ledger import INVESTMENT, OPERATING, Amounts, NotComputable, Proposal, totals
from rodtrad.calculations.ledger.totals import Condition
from rodtrad.calculations.statements.evaluation import compute
from rodtrad.calculations.statements.second_parts import compute_second_part
from rodtrad.calculations.statements.statement import Statement
from rodtrad.facts.budget_regulation.statements import second_part_fact, statement_fact
from rodtrad.facts.municipal_act.account_groups import account_group, statement_figure
from rodtrad.facts.reader import FactMissing

ENTITY_NAMES = {"treasury": "kommunekassen", "kf": "foretaket", "loan_fund": "lånefondet", "church": "kirken"}
_CLASS_CODES = {OPERATING: "D", INVESTMENT: "I"}
_CLASS_WORDS = {"D": "driftsbudsjettet", "I": "investeringsbudsjettet"}
_MISSING_WORDS = {"art": "art", "function": "funksjon"}


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
    def entity_name(self) -> str:
        """What the entity is called in a Norwegian sentence."""
        kind, _, which = self.entity.partition(":")
        return " ".join(filter(None, (ENTITY_NAMES.get(kind, kind), which)))

    @cached_property
    def _accounts(self) -> dict[AccountKey, Amounts]:
        by_account = totals(self.proposal, ("account_class", "function", "art"), {"entity": self.entity})
        return {
            AccountKey(_CLASS_CODES[OPERATING if side == OPERATING else INVESTMENT], function, art): amounts
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

    def second_part(self, statement_id: str) -> Statement | NotComputable:
        """The statement 5-4-2 by the level that the council appropriates to, or 5-5-2 by project and else area.

        Items are keyed by name; what no area or project owns stands under the empty key as "Ikke fordelt".
        """
        fact = second_part_fact(statement_id)
        first = statement_fact(fact.first_part)
        obstacle = self._obstacle(first.account_class, first.valid_from)
        if obstacle:
            return obstacle
        amounts_by_item: dict[str, dict[AccountKey, Amounts]] = {}
        for item, key, amounts in self._items(first.account_class):
            accounts = amounts_by_item.setdefault(item, {})
            held = accounts.get(key, (0,) * len(self.years))
            accounts[key] = tuple(map(int.__add__, held, amounts))
        return compute_second_part(statement_id, amounts_by_item, len(self.years))

    def figure(self, name: str) -> Amounts | NotComputable:
        """A named figure of the statements per plan year, with the sign that the statement shows."""
        fact = statement_figure(name)
        statement = self.statement(fact.statement)
        if isinstance(statement, NotComputable):
            return statement
        columns = [
            tuple(term.sign * amount for amount in statement.line(term.reference).amounts) for term in fact.terms
        ]
        return tuple(sum(parts) for parts in zip(*columns, strict=True))

    def art_sum(self, account_class: str, group: str) -> Amounts | NotComputable:
        """The sum of a group of arts in one account class, with the sign of the lines."""
        by_function = self.art_sums_by_function(account_class, group)
        if isinstance(by_function, NotComputable):
            return by_function
        return tuple(sum(row[place] for row in by_function.values()) for place in range(len(self.years)))

    def art_sums_by_function(self, account_class: str, group: str) -> dict[str, Amounts] | NotComputable:
        """The sums of a group of arts in one account class by function, with the sign of the lines."""
        obstacle = self._obstacle(_CLASS_CODES[OPERATING if account_class == OPERATING else INVESTMENT], None)
        if obstacle:
            return obstacle
        try:
            arts = account_group(group, self.years[0])
        except FactMissing:
            return self._not_known()
        where: dict[str, Condition] = {"entity": self.entity, "account_class": account_class, "art": arts.__contains__}
        return {key[0]: amounts for key, amounts in totals(self.proposal, ("function",), where).items()}

    def _items(self, class_code: str) -> list[tuple[str, AccountKey, Amounts]]:
        side = OPERATING if class_code == "D" else INVESTMENT
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
        if valid_from is not None and self.years[0] < valid_from:
            return self._not_known()
        groups = self.proposal.index.grouped(("entity", "account_class", "function", "art"))
        lacking = dict.fromkeys(_MISSING_WORDS, 0)
        for (entity, side, function, art), (count, _) in groups.items():
            if entity == self.entity and _CLASS_CODES[OPERATING if side == OPERATING else INVESTMENT] == class_code:
                lacking["art"] += 0 if art else count
                lacking["function"] += 0 if function else count
        for dimension, count in lacking.items():
            if count:
                lines = "1 linje" if count == 1 else f"{count} linjer"
                return NotComputable(
                    f"Kontoen mangler {_MISSING_WORDS[dimension]} på {lines} i {_CLASS_WORDS[class_code]}."
                )
        return None

    def _not_known(self) -> NotComputable:
        return NotComputable(f"Reglene som gjaldt for budsjettet for {self.years[0]}, er ikke lagt inn i programmet.")
