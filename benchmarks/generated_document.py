"""A document as large as a big municipality's plan, made by rule, for the benchmarks of publishing and serving.

At full size: 40 chapters of three web pages, 150 tables and 60 charts, which is somewhat more than 300 printed pages.
The figures follow a fixed rule, so two runs publish the same bytes.
"""

from dataclasses import replace

from rodtrad.documents.editions import Edition, EditionKind, Publisher
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Chart, ChartKind, Node, Paragraph, Section, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Column, Row, RowRole, Source, Table, number
from rodtrad.values.units import Unit

YEARS = (2027, 2028, 2029, 2030)
PAGES_IN_CHAPTER = 2
ROWS = 18
WORDS = tuple(
    word
    for line in (
        "kommunen tjenesten barnehage skole sykehjem vedlikehold innbyggere budsjett tiltak ramme årsverk plan behov",
        "utvikling kvalitet bolig veg vann avløp kultur bibliotek omsorg helse ungdom eldre næring klima beredskap",
    )
    for word in line.split()
)
SOURCE = Source("Kommunens budsjett", "28.10.2026")
PUBLISHER = Publisher("Storvik kommune", "9997", "Kommunedirektøren")
FULL = {"chapters": 40, "tables": 150, "charts": 60, "paragraphs": 5}
QUICK = {"chapters": 4, "tables": 15, "charts": 6, "paragraphs": 5}


def _sentence(seed: int) -> str:
    words = [WORDS[(seed * 7 + i * (seed % 5 + 3)) % len(WORDS)] for i in range(12 + seed % 7)]
    return f"{' '.join(words).capitalize()} {seed % 997} i {YEARS[seed % 4]}."


def _paragraph(seed: int) -> Paragraph:
    return Paragraph((Text(" ".join(_sentence(seed * 11 + i) for i in range(5))),))


def _table(index: int) -> Table:
    columns = tuple(
        Column(str(y), str(y), "Budsjett" if y == YEARS[0] else "Plan", budget_year=y == YEARS[0]) for y in YEARS
    )
    amounts = [[(index * 37 + row * 113 + k * 29) % 9_000 * 1_000 + 1_000 for k in range(4)] for row in range(ROWS)]
    rows = [
        Row(
            f"post-{row}",
            f"{WORDS[(index + row) % len(WORDS)].capitalize()} {row + 1}",
            tuple(number(v) for v in amounts[row]),
        )
        for row in range(ROWS)
    ]
    sums = tuple(number(sum(amounts[row][k] for row in range(ROWS))) for k in range(4))
    rows.append(Row("sum", "Sum", sums, RowRole.TOTAL))
    title = f"Rammen for område {index + 1}"
    return Table(f"tab-{index}", title, "Beløp i 1 000 kr.", Unit.THOUSAND_NOK, columns, tuple(rows), SOURCE)


def _chart(index: int) -> Chart:
    kinds = (ChartKind.BARS, ChartKind.LINE, ChartKind.STACKED_BARS)
    table = replace(_table(10_000 + index), id=f"tab-figur-{index}")
    series = (
        Series("post-0", "Første"),
        Series("post-1", "Andre", SeriesRole.FIRST),
        Series("post-2", "Tredje", SeriesRole.SECOND),
    )
    return Chart(
        f"fig-{index}", f"Utviklingen i område {index + 1}", "Beløp i 1 000 kr.", "Figuren viser tre poster.",
        kinds[index % 3], table, series, tuple(map(str, YEARS)),
    )  # fmt: skip


def document(size: dict[str, int], edition: str, published_at: str, changed_chapter: int | None = None) -> Edition:
    """The document at a size; `changed_chapter` has one more paragraph on its first page."""
    pages = size["chapters"] * PAGES_IN_CHAPTER
    chapters = []
    for c in range(size["chapters"]):
        inner: list[Node] = [_paragraph(c)]
        if c == changed_chapter:
            inner.append(Paragraph((Text("Dette kapitlet er endret siden forslaget."),)))
        for p in range(PAGES_IN_CHAPTER):
            page = c * PAGES_IN_CHAPTER + p
            children: list[Node] = [
                _paragraph(1_000 + page * size["paragraphs"] + i) for i in range(size["paragraphs"])
            ]
            children += [TableNode(_table(t)) for t in range(size["tables"]) if t % pages == page]
            children += [_chart(i) for i in range(size["charts"]) if i * 4 % pages == page]
            inner.append(Section(f"del-{c}-{p}", f"Del {p + 1} av kapittel {c + 1}", tuple(children), page=True))
        chapters.append(Section(f"kapittel-{c}", f"Kapittel {c + 1}", tuple(inner), page=True))
    front = Section("forside", "Handlings- og økonomiplan", (_paragraph(0),), page=True)
    return Edition(
        edition, "hop-2027-2030", "Handlings- og økonomiplan 2027–2030", EditionKind.PROPOSAL, "Forslag", "nb", YEARS,
        published_at, PUBLISHER, front, tuple(chapters),
    )  # fmt: skip
