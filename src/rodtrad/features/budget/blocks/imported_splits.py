"""An imported document's amounts as the file itself divides them: units, services, arts, own columns and projects."""

from collections.abc import Mapping, Sequence

from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.tables import Note
from rodtrad.facts.kostra.codes import CodeKind, codes
from rodtrad.facts.kostra.record_format import interval
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.columns import PLAN
from rodtrad.features.budget.blocks.imported_frames import area_code
from rodtrad.features.budget.blocks.imported_tables import (
    IMPORT,
    INVESTMENT,
    OPERATING,
    Group,
    Ore,
    amounts_table,
    named,
    sum_ore,
)
from rodtrad.features.budget.import_view import ImportView
from rodtrad.features.budget.imported_words import said
from rodtrad.features.budget.plan_view import PlanView

_SIDES = ("expenditure", "income")
SIDE_OF = {OPERATING: "operating", INVESTMENT: "investment"}


def _split(
    id: str, dimension: str, account_class: str, rows: Mapping[str, Ore], names: Mapping[str, str],
    view: PlanView, read: ImportView, language: str, subtitle: str = "",
) -> Output:  # fmt: skip
    without = said(f"without_{dimension}", language)
    listed = [(f"{dimension}-{code or 'uten'}", named(code, names, without), row) for code, row in rows.items()]
    table = amounts_table(
        id,
        said(f"{dimension}_title_{SIDE_OF[account_class]}", language),
        subtitle or said(f"{dimension}_subtitle", language),
        [Group("", listed)],
        read.total(account_class),
        said(f"sum_{SIDE_OF[account_class]}", language),
        view,
        read.columns(account_class),
        language,
    )
    return Output((TableNode(table),))


@block("budget.imported_units", "Fordelt på ansvar", requires=[PLAN, IMPORT])
def units(request: Request, view: PlanView, read: ImportView) -> Output:
    """Operations by unit (ansvar), with every year that the files have; nothing where they have no units."""
    rows = {code: row for (code,), row in read.grouped(OPERATING, "unit").items()}
    if not any(rows):
        return Output()
    return _split("tab-ansvar", "unit", OPERATING, rows, read.names["unit"], view, read, request.language)


@block("budget.imported_services", "Fordelt på tjenester", requires=[PLAN, IMPORT])
def services(request: Request, view: PlanView, read: ImportView) -> Output:
    """Operations by service as the file names it, else by KOSTRA function; or one area's (`area`) services."""
    language, page = request.language, str(request.options.get("area", ""))
    names = read.names["service"]
    if page:
        code = area_code(view, page)
        found = read.grouped(OPERATING, "area", "service")
        own = {service: row for (area, service), row in found.items() if area == code}
        if len(own) <= 1:
            return Output()
        without = said("without_service", language)
        columns = [column for column in read.columns(OPERATING) if any(column in row for row in own.values())]
        listed = [(f"tjeneste-{one or 'uten'}", named(one, names, without), row) for one, row in own.items()]
        table = amounts_table(
            f"tab-tjenester-{page}", said("service_title_area", language, name=view.area_names[code]),
            said("service_subtitle", language), [Group("", listed)], sum_ore(own.values()),
            said("sum_operating", language), view, columns, language,
        )  # fmt: skip
        return Output((TableNode(table),))
    rows = {code: row for (code,), row in read.grouped(OPERATING, "service").items()}
    if any(rows):
        return _split("tab-tjenester", "service", OPERATING, rows, names, view, read, language)
    rows = {code: row for (code,), row in read.grouped(OPERATING, "function").items()}
    kostra = _kostra_names(CodeKind.FUNCTION)
    return _split("tab-tjenester", "function", OPERATING, rows, kostra, view, read, language) if any(rows) else Output()


@block("budget.imported_arts", "Fordelt på arter", requires=[PLAN, IMPORT])
def arts(request: Request, view: PlanView, read: ImportView) -> Output:
    """Operations by KOSTRA art, expenditure and income apart; nothing where the files have no arts."""
    by_art = {art: row for (art,), row in read.grouped(OPERATING, "art").items()}
    if not any(by_art):
        return Output()
    language = request.language
    table = amounts_table(
        "tab-arter", said("art_title_operating", language), said("art_subtitle", language),
        _art_groups(by_art, OPERATING, language), read.total(OPERATING), said("sum_operating", language), view,
        read.columns(OPERATING), language, (_names_note(language),),
    )  # fmt: skip
    return Output((TableNode(table),))


@block("budget.imported_columns", "Fordelt slik filen gjør det", requires=[PLAN, IMPORT])
def own_columns(request: Request, view: PlanView, read: ImportView) -> Output:
    """One table for each column by which a file divides the amounts of a class (`class`: operating, investment)."""
    language, wanted = request.language, str(request.options["class"])
    nodes = []
    for split in read.splits:
        if SIDE_OF[split.account_class] != wanted:
            continue
        without = said("without_value", language)
        listed = [
            (f"verdi-{code or 'uten'}", named(code, split.names, without), row) for (code,), row in split.sums.items()
        ]
        columns = [c for c in read.columns(split.account_class) if any(c in row for row in split.sums.values())]
        alone = len([source for source in read.sources if split.account_class in source.account_classes]) == 1
        exact = read.total(split.account_class) if alone else sum_ore(split.sums.values())
        table = amounts_table(
            f"tab-{address(split.dimension)}-{split.source + 1}-{address(wanted)}",
            said("column_title", language, side=said(f"side_title_{wanted}", language), column=split.column),
            said("column_subtitle", language, file=read.sources[split.source].origin),
            [Group("", listed)], exact, said(f"sum_{wanted}", language), view, columns, language,
        )  # fmt: skip
        nodes.append(TableNode(table))
    return Output(tuple(nodes))


@block("budget.imported_projects", "Investeringer", requires=[PLAN, IMPORT])
def projects(request: Request, view: PlanView, read: ImportView) -> Output:
    """Investment expenditure by project under its area (`area`: one of them), or by unit and service without projects.

    Where the files have no art the amounts are net.
    """
    language, page = request.language, str(request.options.get("area", ""))
    own_area = area_code(view, page) if page else None
    spent: dict[str, dict[str, list[Ore]]] = {}
    labels: dict[str, str] = {}
    for group, key, label, art, row in _investment_rows(view, read, language):
        if _is(art, "income") or (own_area is not None and group != own_area):
            continue
        spent.setdefault(group, {}).setdefault(key, []).append(row)
        labels[key] = label
    if not spent:
        return Output()
    groups = [
        Group(
            "" if page else _area_label(view, group, language),
            [(f"{group}-{key}", labels[key], sum_ore(rows)) for key, rows in sorted(members.items())],
            group,
        )
        for group, members in sorted(spent.items(), key=lambda pair: (pair[0] == "", pair[0]))
    ]
    columns = read.columns(INVESTMENT)
    total = sum_ore(row for members in spent.values() for rows in members.values() for row in rows)
    if not any(total.values()):
        return Output()
    has_art = any(art for (art,) in read.grouped(INVESTMENT, "art"))
    suffix = "" if has_art else "_net"
    name = view.area_names[own_area] if own_area else ""
    table = amounts_table(
        f"tab-investeringer-{page}" if page else "tab-investeringer",
        said("projects_title_area" if page else "projects_title", language, name=name),
        said(f"projects_subtitle{suffix}", language),
        groups, total, said(f"sum_projects{suffix}", language), view, columns, language,
    )  # fmt: skip
    return Output((TableNode(table),))


@block("budget.imported_financing", "Finansiering", requires=[PLAN, IMPORT])
def financing(request: Request, view: PlanView, read: ImportView) -> Output:
    """Investment expenditure and its financing by art, and what is left: zero in balance."""
    language = request.language
    by_art = {art: row for (art,), row in read.grouped(INVESTMENT, "art").items()}
    if not any(by_art):
        return Output()
    table = amounts_table(
        "tab-finansiering", said("financing_title", language), said("financing_subtitle", language),
        _art_groups(by_art, INVESTMENT, language), read.total(INVESTMENT), said("difference_investment", language),
        view, read.columns(INVESTMENT), language, (_names_note(language),),
    )  # fmt: skip
    return Output((TableNode(table),))


def _investment_rows(view: PlanView, read: ImportView, language: str) -> list[tuple[str, str, str, str, Ore]]:
    """Group, key, label, art and øre of every investment: by area and project, or by unit and service."""
    with_projects = read.grouped(INVESTMENT, "area", "project", "art")
    if any(project for _, project, _ in with_projects):
        without = said("without_project", language)
        return [
            (area, f"prosjekt-{project or 'uten'}", named(project, read.names["project"], without), art, row)
            for (area, project, art), row in with_projects.items()
        ]
    rows = []
    for (unit, service, art), row in read.grouped(INVESTMENT, "unit", "service", "art").items():
        label = named(unit, read.names["unit"], said("without_unit", language))
        if service:
            label = f"{label}: {read.names['service'].get(service, service)}"
        rows.append(("", f"{unit or 'uten'}-{service or 'uten'}", label, art, row))
    return rows


def _area_label(view: PlanView, code: str, language: str) -> str:
    return view.area_names.get(code, code) or ("" if not view.area_names else said("without_area", language))


def _art_groups(by_art: Mapping[str, Ore], account_class: str, language: str) -> Sequence[Group]:
    names = _kostra_names(CodeKind.ART)
    groups = [
        Group(
            said(f"{side}_{SIDE_OF[account_class]}", language),
            [(f"art-{art}", named(art, names, ""), row) for art, row in sorted(by_art.items()) if _is(art, side)],
            address(side),
            said(f"sum_{side}_{SIDE_OF[account_class]}", language),
        )
        for side in _SIDES
    ]
    rest = [("art-uten", said("without_art", language), row) for art, row in by_art.items() if not art]
    return [*groups, Group("", rest)]


def _is(art: str, side: str) -> bool:
    return bool(art) and int(art) in interval(f"{side}_arts")


def _kostra_names(kind: CodeKind) -> dict[str, str]:
    return {code.code: code.name for code in codes(kind) if code.name}


def _names_note(language: str) -> Note:
    return Note("navn", (Text(said("names_note", language)),))
