"""How an imported document came to be: its files with checksums, column maps and rows, and what they can tell."""

from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Callout, CalloutKind, ListNode, Node, Paragraph, Section, TableNode
from rodtrad.documents.tables import EMPTY, Column, Row, Table, number, words
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.columns import PLAN
from rodtrad.features.budget.blocks.imported_front import OVERVIEWS, statement_obstacles
from rodtrad.features.budget.blocks.imported_tables import IMPORT, files_source
from rodtrad.features.budget.blocks.second_parts import appropriations_by_area, investments_by_area
from rodtrad.features.budget.blocks.statements import statement
from rodtrad.features.budget.import_view import ImportView, SourceFile
from rodtrad.features.budget.imported_words import said
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.values.numbers import format_number
from rodtrad.values.units import Unit
from rodtrad.values.wording import joined, worded

_SECOND_PARTS = {"5-4-1": appropriations_by_area, "5-5-1": investments_by_area}


@block("budget.imported_statements", "Lovpålagte oversikter", requires=[PLAN])
def statements(request: Request, view: PlanView) -> Output:
    """Each statutory overview that the files tell, and for the others why they do not."""
    language = request.language
    nodes: list[Node] = []
    explanations: list[Explanation] = []
    for overview in OVERVIEWS:
        reasons = statement_obstacles(view, overview)
        if reasons:
            text = Paragraph((Text(worded(joined(reasons), language)),))
            title = said("not_computable", language, name=said(f"overview_{overview}", language))
            nodes.append(Callout(f"mangler-{overview}", CalloutKind.NOTE, title, (text,)))
            continue
        made = statement(Request(language, {"statement": overview}), view)
        nodes.extend(made.nodes)
        explanations.extend(made.explanations)
        if overview in _SECOND_PARTS:
            nodes.extend(_SECOND_PARTS[overview](Request(language, {}), view).nodes)
    return Output(tuple(nodes), tuple(explanations))


@block("budget.imported_files", "Filene", requires=[PLAN, IMPORT])
def imported_files(request: Request, view: PlanView, read: ImportView) -> Output:
    """Every file with its name, checksum, rows and column map, and what was decided on lines with faults."""
    language = request.language
    head = tuple(
        Column(key, said(f"rows_{key}", language), unit=Unit.COUNT) for key in ("lest", "godtatt", "feil", "utelatt")
    )
    rows = tuple(
        Row(
            f"fil-{place}",
            said("file_label", language, place=place, name=source.origin),
            (
                number(source.rows_read), number(source.rows_accepted), number(source.rows_malformed),
                number(source.rows_read - source.rows_accepted),
            ),
        )
        for place, source in enumerate(read.sources, 1)
    )  # fmt: skip
    table = Table(
        "tab-filer", said("files_title", language), said("files_subtitle", language), Unit.COUNT, head, rows,
        files_source(view, language),
    )  # fmt: skip
    nodes: list[Node] = [Paragraph((Text(said("files_lead", language)),), lead=True), TableNode(table)]
    nodes += [_file_section(source, place, view, language) for place, source in enumerate(read.sources, 1)]
    return Output(tuple(nodes))


def _file_section(source: SourceFile, place: int, view: PlanView, language: str) -> Section:
    facts = [
        said("file_origin", language, name=source.origin, size=format_number(source.size)),
        said("file_checksum", language, sha256=source.sha256),
        said("file_map", language, title=source.map_title, name=source.map_name),
        said("map_checksum", language, sha256=source.map_sha256),
    ]
    for key, lines in (("lines_accepted", source.accepted_lines), ("lines_left_out", source.left_out_lines)):
        if lines:
            facts.append(said(key, language, lines=", ".join(map(str, lines))))
    nodes: list[Node] = [ListNode(tuple((Text(fact),) for fact in facts))]
    if source.columns:
        nodes.append(TableNode(_map_table(source, place, view, language)))
    label = said("file_label", language, place=place, name=source.origin)
    return Section(f"fil-{place}", label, tuple(nodes))


def _map_table(source: SourceFile, place: int, view: PlanView, language: str) -> Table:
    rows = []
    for position, read in enumerate(source.columns, 1):
        label = said(f"target_{read.target}", language)
        if read.target == "amount" and read.constant:
            label = said("target_amount_year", language, year=read.constant)
        column = words(read.column) if read.column else words(said("constant", language, value=read.constant))
        digits = EMPTY
        if read.digits:
            first, last = read.digits
            digits = words(str(first) if first == last else f"{first}\u2013{last}")
        rows.append(Row(f"{address(read.target)}-{position}", label, (column, digits)))
    return Table(
        f"tab-kart-{place}",
        said("map_title", language, name=source.map_name),
        said("map_subtitle", language),
        Unit.TEXT,
        (
            Column("kolonne", said("map_column", language), unit=Unit.TEXT),
            Column("siffer", said("map_digits", language), unit=Unit.TEXT),
        ),
        tuple(rows),
        files_source(view, language),
    )
