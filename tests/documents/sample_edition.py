"""One small but whole edition for tests of renderers: every node, inline, cell kind and chart form, in plain Norwegian.

The municipality and its figures are fictional. Amounts are whole kroner and are shown in 1 000 kr or mill. kr.
"""

import base64
import dataclasses
import hashlib
import struct
import zlib
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from rodtrad.documents.editions import (
    DataVersion,
    Edition,
    EditionKind,
    Explanation,
    ExplanationStep,
    FactUsed,
    Publisher,
)
from rodtrad.documents.inlines import FigureReference, Inline, Link, NoteReference, Term, Text
from rodtrad.documents.nodes import (
    Callout,
    CalloutKind,
    Chart,
    ChartKind,
    Facts,
    Glossary,
    GlossaryEntry,
    Image,
    KeyFigure,
    KeyFigures,
    ListNode,
    Measure,
    Measures,
    Paragraph,
    RankedBars,
    RankedItem,
    Resolution,
    ResolutionPoint,
    Section,
    Series,
    SeriesRole,
    TableNode,
    Timeline,
    TimelineEvent,
)
from rodtrad.documents.tables import (
    EMPTY,
    Cell,
    Column,
    Missing,
    Note,
    Row,
    RowRole,
    Source,
    Status,
    Table,
    missing,
    number,
    status,
    words,
)
from rodtrad.values.units import Unit

YEARS = (2027, 2028, 2029, 2030)
BUDGET = Source("Kommunens budsjett, versjon 28.10.2026", "28.10.2026")


def t(words_: str) -> tuple[Inline, ...]:
    """Plain running text."""
    return (Text(words_),)


def p(words_: str, *, lead: bool = False) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(t(words_), lead)


def plan_columns() -> tuple[Column, ...]:
    """The budget year and three plan years."""
    return tuple(
        Column(str(year), str(year), "Budsjett" if year == YEARS[0] else "Plan", budget_year=year == YEARS[0])
        for year in YEARS
    )


def thousands(*values: int | None, signed: bool = False, explanation: str | None = None) -> tuple[Cell, ...]:
    """Cells of 1 000 kr; None is a section row's empty cell. Only the first cell carries the explanation."""
    return tuple(
        EMPTY if v is None else number(v * 1000, signed=signed, explanation=explanation if i == 0 else None)
        for i, v in enumerate(values)
    )


def section_row(id_: str, label: str, columns: int = 4) -> Row:
    """A heading among rows."""
    return Row(id_, label, (EMPTY,) * columns, RowRole.SECTION)


def frame_table() -> Table:
    """The area's frame with its changes by category."""

    def item(id_: str, label: str, *v: int, explanation: str | None = None, notes: tuple[str, ...] = ()) -> Row:
        return Row(id_, label, thousands(*v, explanation=explanation), level=1, notes=notes)

    return Table(
        "tab-ramme-oppvekst",
        "Rammen øker i 2027 og går ned fra 2028",
        "Netto driftsramme for oppvekst, med endringer fra budsjett 2026. Beløp i 1 000 kr, faste 2027-priser.",
        Unit.THOUSAND_NOK,
        plan_columns(),
        (
            Row("start", "Vedtatt budsjett 2026, videreført", thousands(*[198_640] * 4), RowRole.START),
            section_row("konsekvens", "Konsekvensjusteringer"),
            item("helaar", "Helårsvirkning av ny avdeling i Sandvik barnehage", 1_150, 1_150, 1_150, 1_150),
            item("deflator", "Lønns- og prisvekst (3,6 prosent)", 7_151, 7_151, 7_151, 7_151, notes=("n-deflator",)),
            item(
                "demografi",
                "Færre barn og elever (demografi)",
                -2_310,
                -3_480,
                -4_640,
                -5_220,
                explanation="beregning-demografi",
            ),
            Row(
                "konsekvensjustert",
                "Konsekvensjustert ramme",
                thousands(204_631, 203_461, 202_301, 201_721),
                RowRole.SUBTOTAL,
            ),
            section_row("nye", "Nye tiltak"),
            item("laerere", "To nye lærerårsverk på 1.–4. trinn ved Fjellvik skole", 700, 1_680, 1_680, 1_680),
            item("miljoterapeut", "Miljøterapeut i skolen", 780, 780, 780, 780),
            item("laereboker", "Nye lærebøker i norsk og matematikk", 600, 0, 0, 0),
            Row("sum-nye", "Sum nye tiltak", thousands(2_080, 2_460, 2_460, 2_460), RowRole.SUBTOTAL),
            section_row("innsparinger", "Innsparinger"),
            item("bekken", "Bekken skole legges ned fra august 2028", 0, -1_750, -4_200, -4_200),
            item("vikarer", "Mindre vikarbruk og lavere sykefravær", -900, -1_200, -1_200, -1_200),
            Row("sum-innsparinger", "Sum innsparinger", thousands(-900, -2_950, -5_400, -5_400), RowRole.SUBTOTAL),
            Row(
                "ramme",
                "Netto driftsramme",
                thousands(205_811, 202_971, 199_361, 198_781, explanation="beregning-ramme"),
                RowRole.TOTAL,
            ),
        ),
        BUDGET,
        stub="Utgifter +, inntekter −",
        notes=(Note("n-deflator", t("Veksten er regnet med statens anslag for kommunal deflator 2027.")),),
        number="2.1",
    )


def areas_table() -> Table:
    """The areas' frames; the shown parts do not sum to the shown total, so a rounding note is due."""
    rows = (
        ("helse", "Helse og omsorg", 207_137_400, 196_337_000),
        ("oppvekst", "Oppvekst", 205_811_400, 198_640_000),
        ("samfunn", "Samfunn og teknisk", 58_903_400, 58_420_000),
        ("politikk", "Politikk, ledelse og støtte", 49_256_000, 49_620_000),
        ("kultur", "Kultur og fritid", 21_464_000, 21_790_000),
    )
    total = [sum(r[i] for r in rows) for i in (2, 3)]  # type: ignore[misc]
    return Table(
        "tab-driftsrammer",
        "Helse og omsorg får mest",
        "Netto driftsramme for hvert område. Beløp i 1 000 kr.",
        Unit.THOUSAND_NOK,
        (
            Column("2026", "2026", "Budsjett"),
            Column("2027", "2027", "Budsjett", budget_year=True),
            Column("endring", "2026–2027", "Endring"),
            Column("prosent", "2026–2027", "Endring", unit=Unit.PERCENT),
        ),
        (
            *(
                Row(
                    id_,
                    label,
                    (
                        number(old),
                        number(new),
                        number(new - old, signed=True),
                        number(Decimal(new - old) * 100 / old, signed=True),
                    ),
                    link="#oppvekst" if id_ == "oppvekst" else None,
                )
                for id_, label, new, old in rows
            ),
            Row(
                "sum",
                "Sum områdene",
                (
                    number(total[1]),
                    number(total[0]),
                    number(total[0] - total[1], signed=True),
                    number(Decimal(total[0] - total[1]) * 100 / total[1], signed=True),
                ),
                RowRole.TOTAL,
            ),
        ),
        BUDGET,
        stub="Område",
        number="1.1",
    )


def investment_table() -> Table:
    """Projects in millions, with a year of completion, text, and every way of having no number."""

    def row(id_: str, label: str, done: Cell, frame: Cell, *years: int | Missing, link: str | None = None) -> Row:
        cells = [number(v) if not isinstance(v, Missing) else missing(v) for v in years]
        return Row(id_, label, (done, frame, *cells), link=link)

    none = Missing.NOT_BUDGETED
    return Table(
        "tab-investeringer",
        "Nytt skolebygg tar det meste av pengene",
        "Investeringer i oppvekst. Mill. kr, løpende priser, med merverdiavgift.",
        Unit.MILLION_NOK,
        (
            Column("ferdig", "Ferdig", unit=Unit.YEAR),
            Column("kostnad", "ramme", "Kostnads-"),
            *plan_columns(),
        ),
        (
            row(
                "skole",
                "Fjellvik skole, nytt bygg for 1.–4. trinn",
                number(2029),
                number(142_000_000),
                38_000_000,
                62_500_000,
                35_000_000,
                none,
            ),
            row(
                "ventilasjon",
                "Sandvik barnehage, ventilasjon",
                number(2028),
                number(7_400_000),
                1_400_000,
                6_000_000,
                none,
                none,
            ),
            row(
                "uteomrade",
                "Lia barnehage, uteområde",
                number(2027),
                number(3_200_000),
                3_200_000,
                none,
                none,
                Missing.NOT_AVAILABLE,
            ),
            row(
                "utstyr",
                "Digitalt utstyr i skolen",
                words("hvert år"),
                missing(Missing.NOT_POSSIBLE, "prosjektet har ingen samlet ramme"),
                1_800_000,
                1_800_000,
                1_800_000,
                1_800_000,
            ),
            Row(
                "sum",
                "Sum investeringer",
                (EMPTY, EMPTY, *(number(v) for v in (44_400_000, 70_300_000, 36_800_000, 1_800_000))),
                RowRole.TOTAL,
            ),
        ),
        Source("Kommunens investeringsbudsjett, versjon 28.10.2026", "28.10.2026"),
        stub="Prosjekt",
        number="2.2",
    )


def goals_table() -> Table:
    """Financial targets with judgements and a confidential cell."""
    return Table(
        "tab-maltall",
        "To av fire mål er i rute",
        "Økonomiske mål, prosent av driftsinntektene.",
        Unit.PERCENT,
        (
            Column("2026", "2026", "Budsjett"),
            Column("2027", "2027", "Budsjett", budget_year=True),
            Column("maal", "Kommunens mål", unit=Unit.TEXT),
            Column("status", "Status", unit=Unit.TEXT),
        ),
        (
            Row(
                "resultat",
                "Netto driftsresultat",
                (
                    number(Decimal("0.9")),
                    number(Decimal("1.6"), explanation="beregning-resultat"),
                    words("minst 1,75"),
                    status("Avvik", Status.BROKEN, "0,15 prosentpoeng under målet"),
                ),
            ),
            Row(
                "gjeld",
                "Netto lånegjeld",
                (
                    number(Decimal("101.8")),
                    number(Decimal("104.2")),
                    words("høyst 110"),
                    status("I rute", Status.HOLDS),
                ),
            ),
            Row(
                "fond",
                "Disposisjonsfond",
                (number(Decimal("7.5")), number(Decimal("8.4")), words("minst 8"), status("I rute", Status.HOLDS)),
            ),
            Row(
                "avdrag",
                "Minste lovlige avdrag",
                (
                    missing(Missing.CONFIDENTIAL),
                    missing(Missing.NOT_POSSIBLE, "avskrivbare anleggsmidler er ikke importert"),
                    words("lovens krav"),
                    status("Kan ikke regnes ut", Status.NOT_COMPUTABLE, "avskrivbare anleggsmidler mangler"),
                ),
            ),
            Row(
                "politikk",
                "Egen kontroll",
                (EMPTY, EMPTY, words("ingen"), status("Ikke vurdert", Status.NEUTRAL)),
            ),
        ),
        Source("Kommunens økonomiplan", "28.10.2026"),
        stub="Mål",
        number="1.3",
    )


def simple_table(
    id_: str,
    title: str,
    unit: Unit,
    columns: Sequence[Column],
    rows: Sequence[tuple[str, str, Sequence[int | Decimal | None]]],
    *,
    stub: str = "",
    signed: bool = False,
    source: Source = BUDGET,
) -> Table:
    """A table of items alone; None is a missing value."""
    return Table(
        id_,
        title,
        "",
        unit,
        tuple(columns),
        tuple(
            Row(
                r,
                label,
                tuple(missing(Missing.NOT_AVAILABLE) if v is None else number(v, signed=signed) for v in values),
            )
            for r, label, values in rows
        ),
        source,
        stub=stub,
    )


def waterfall() -> Chart:
    """What changes the frames from one year to the next."""
    steps = (
        ("lonn", "Lønns- og prisvekst", 18_900_000),
        ("demografi", "Flere eldre, færre barn", 3_300_000),
        ("tidligere", "Tidligere vedtak", 1_800_000),
        ("nye", "Nye tiltak", 6_900_000),
        ("innsparing", "Innsparinger", -14_300_000),
    )
    rows = [(i, label, (v,)) for i, label, v in steps] + [
        ("sum", "Sum endring 2027", (sum(v for _, _, v in steps),)),
    ]
    table = simple_table(
        "tab-nytt-og-kuttet",
        "Endring i netto driftsrammer",
        Unit.MILLION_NOK,
        [Column("endring", "2027", "Endring")],
        rows,
        stub="Årsak",
        signed=True,
    )
    return Chart(
        "fig-nytt-og-kuttet",
        "Rammene øker med 16,6 mill. kr, mest på grunn av lønns- og prisvekst",
        "Netto driftsrammer for alle områder: fra budsjett 2026 til forslaget for 2027. Endring i mill. kr.",
        "Figuren viser at rammene øker med 16,6 mill. kr, og at lønns- og prisvekst står for 18,9 mill. kr av det.",
        ChartKind.WATERFALL,
        table,
        (Series("endring", "Endring"),),
        tuple(i for i, _, _ in rows),
        series_in_columns=True,
        totals=("sum",),
        number="1.1",
    )


def fund_lines() -> Chart:
    """Fund and result over time, accounts then plan, one value missing."""
    years = (2024, 2025, 2026, 2027, 2028, 2029, 2030)
    columns = [Column(str(y), str(y), "Regnskap" if y < 2026 else "Budsjett" if y < 2028 else "Plan") for y in years]

    def d(*values: str | None) -> list[int | Decimal | None]:
        return [None if v is None else Decimal(v) for v in values]

    table = simple_table(
        "tab-fond-over-tid",
        "Fond og resultat over tid",
        Unit.PERCENT,
        columns,
        [
            ("fond", "Disposisjonsfond", d("6.1", "7.0", "7.5", "8.4", "8.6", "8.1", "7.9")),
            ("gruppe", "KOSTRA-gruppe 2", d("9.2", "8.8", None, None, None, None, None)),
            ("maal", "Kommunens mål", d("8", "8", "8", "8", "8", "8", "8")),
        ],
        stub="Prosent av driftsinntektene",
    )
    return Chart(
        "fig-fond-over-tid",
        "Fondet når målet i 2027 og faller under det i 2030",
        "Disposisjonsfond i prosent av driftsinntektene, 2024–2030.",
        "Figuren viser at fondet øker fra 6,1 prosent i 2024 til 8,6 prosent i 2028, og er 7,9 prosent i 2030.",
        ChartKind.LINE,
        table,
        (
            Series("fond", "Fjellvik"),
            Series("gruppe", "KOSTRA-gruppe 2", SeriesRole.FIRST),
            Series("maal", "Mål", SeriesRole.TARGET),
        ),
        tuple(str(y) for y in years),
        plan_from="2027",
        number="1.2",
    )


def other_charts() -> tuple[Chart, ...]:
    """Bars, stacked bars and diverging bars."""
    bars = simple_table(
        "tab-elevpris",
        "Kroner per innbygger 6–15 år",
        Unit.NOK_PER_CAPITA,
        [Column("kr", "2025", "Kroner")],
        [("fjellvik", "Fjellvik", [171_300]), ("gruppe", "KOSTRA-gruppe 2", [158_900]), ("land", "Landet", [152_400])],
        stub="Kommune",
        source=Source("SSB tabell 12362", "15.06.2026"),
    )
    stacked = simple_table(
        "tab-finansiering",
        "Slik betales investeringene",
        Unit.MILLION_NOK,
        plan_columns(),
        [
            ("laan", "Lån", [28_400_000, 46_300_000, 24_100_000, 1_440_000]),
            ("mva", "Kompensasjon for merverdiavgift", [8_000_000, 14_000_000, 7_300_000, 360_000]),
            ("tilskudd", "Tilskudd", [8_000_000, 10_000_000, 5_400_000, 0]),
        ],
        stub="Finansiering",
    )
    diverging = simple_table(
        "tab-avvik",
        "Avvik mellom budsjett og regnskap 2025",
        Unit.MILLION_NOK,
        [Column("avvik", "2025", "Avvik")],
        [
            ("helse", "Helse og omsorg", [3_400_000]),
            ("oppvekst", "Oppvekst", [-1_200_000]),
            ("kultur", "Kultur og fritid", [-300_000]),
        ],
        stub="Område",
        signed=True,
        source=Source("Kommunens regnskap", "31.12.2025"),
    )
    return (
        Chart(
            "fig-elevpris",
            "Fjellvik bruker mer på skole enn de fleste i gruppen",
            "Netto driftsutgifter til grunnskole, kroner per innbygger 6–15 år, 2025.",
            "Figuren viser at Fjellvik brukte 171 300 kroner, KOSTRA-gruppe 2 brukte 158 900 og landet 152 400.",
            ChartKind.BARS,
            bars,
            (Series("kr", "Kroner"),),
            ("fjellvik", "gruppe", "land"),
            series_in_columns=True,
            number="2.1",
        ),
        Chart(
            "fig-finansiering",
            "Lån betaler to tredeler av investeringene",
            "Finansiering av investeringene i oppvekst, mill. kr, 2027–2030.",
            "Figuren viser at lån er den største kilden hvert år, med 46,3 mill. kr i 2028.",
            ChartKind.STACKED_BARS,
            stacked,
            (
                Series("laan", "Lån"),
                Series("mva", "Kompensasjon for merverdiavgift", SeriesRole.FIRST),
                Series("tilskudd", "Tilskudd", SeriesRole.SECOND),
            ),
            tuple(str(y) for y in YEARS),
            number="2.2",
        ),
        Chart(
            "fig-avvik",
            "Helse og omsorg brukte mer enn budsjettet",
            "Avvik mellom budsjett og regnskap 2025, mill. kr. Merforbruk er pluss.",
            "Figuren viser et merforbruk på 3,4 mill. kr i helse og omsorg og mindreforbruk i de to andre områdene.",
            ChartKind.DIVERGING_BARS,
            diverging,
            (Series("avvik", "Avvik"),),
            ("helse", "oppvekst", "kultur"),
            series_in_columns=True,
            number="2.3",
        ),
    )


def measures() -> Measures:
    """Three measures with their amounts over four years."""
    table = Table(
        "tab-tiltak-oppvekst",
        "Tiltak i oppvekst",
        "1 000 kr, endring fra budsjett 2026.",
        Unit.THOUSAND_NOK,
        plan_columns(),
        (
            section_row("nye", "Nye tiltak"),
            Row("laerere", "To nye lærerårsverk", thousands(700, 1_680, 1_680, 1_680, signed=True)),
            Row("laereboker", "Nye lærebøker", thousands(600, 0, 0, 0, signed=True)),
            section_row("kutt", "Innsparinger"),
            Row("bekken", "Bekken skole legges ned", thousands(0, -1_750, -4_200, -4_200, signed=True)),
        ),
        BUDGET,
        stub="Tiltak",
        number="2.3",
    )
    return Measures(
        table,
        (
            Measure(
                "laerere",
                "To nye lærerårsverk på 1.–4. trinn ved Fjellvik skole",
                t("Gruppene på 1. og 2. trinn blir mindre. Gjelder fra august 2027, derfor lavere beløp første år."),
                t("Flere elever får hjelp tidlig, og færre trenger spesialundervisning senere."),
                area="Oppvekst",
                kind="Varig",
                goal="Flere leser godt",
                full_time_equivalents=number(Decimal("2.0"), signed=True),
            ),
            Measure(
                "laereboker",
                "Nye lærebøker i norsk og matematikk",
                t("Vi kjøper trykte lærebøker til alle elever på 1.–7. trinn."),
                area="Oppvekst",
                kind="Engangs",
                goal="Flere leser godt",
            ),
            Measure(
                "bekken",
                "Bekken skole legges ned fra august 2028",
                (Text("38 elever flytter til Fjellvik skole. Egen sak er på høring til "), Text("15. januar 2027.")),
                t("Lengste skolevei blir 17 km, og noen elever må begynne å ta buss."),
                area="Oppvekst",
                kind="Varig",
                full_time_equivalents=number(Decimal("-5.5"), signed=True),
            ),
        ),
    )


def key_figures() -> KeyFigures:
    """Five figures, one of them missing."""
    link = "#tab-maltall"
    return KeyFigures(
        "nokkeltall",
        (
            KeyFigure(
                "driftsutgifter",
                "Driftsutgifter",
                number(712_400_000),
                Unit.MILLION_NOK,
                "Opp 21,5 mill. kr fra 2026",
                link="#tab-driftsrammer",
            ),
            KeyFigure(
                "resultat",
                "Netto driftsresultat",
                number(Decimal("1.6"), explanation="beregning-resultat"),
                Unit.PERCENT,
                "Opp 0,7 prosentpoeng fra 2026",
                "Målet er minst 1,75 prosent: ikke nådd",
                Status.BROKEN,
                link,
            ),
            KeyFigure(
                "investeringer",
                "Investeringer",
                number(84_600_000),
                Unit.MILLION_NOK,
                "Opp 23,4 mill. kr fra 2026",
                link="#tab-investeringer",
            ),
            KeyFigure(
                "gjeld",
                "Netto lånegjeld",
                number(Decimal("104.2")),
                Unit.PERCENT,
                "Opp 2,4 prosentpoeng fra 2026",
                "Taket er 110 prosent: holdt",
                Status.HOLDS,
                link,
            ),
            KeyFigure(
                "avdrag",
                "Minste lovlige avdrag",
                missing(Missing.NOT_POSSIBLE, "avskrivbare anleggsmidler mangler"),
                Unit.MILLION_NOK,
                "Kan ikke sammenlignes med 2026",
                "",
                Status.NOT_COMPUTABLE,
                link,
            ),
        ),
        "Gjelder 2027. Prosentene er andel av driftsinntektene, som er 721,0 mill. kr.",
    )


def picture() -> tuple[str, str]:
    """A small PNG drawn here (sky, mountain, fjord): its SHA-256 and its bytes in base64."""
    width, height = 320, 160

    def pixel(x: int, y: int) -> bytes:
        if y > 120:
            return bytes((31, 127, 209))
        return bytes((0, 44, 84)) if y > 30 + abs(x - 190) * 2 // 3 else bytes((221, 234, 246))

    raw = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(width)) for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")
    return hashlib.sha256(png).hexdigest(), base64.b64encode(png).decode()


def front() -> Section:
    """The front page."""
    areas = areas_table()
    return Section(
        "forside",
        "Handlings- og økonomiplan 2027–2030",
        (
            p(
                "Her ser du hva kommunen vil bruke penger på de neste fire årene, hva som er nytt, og hva som blir "
                "borte. Planen gjelder 6 214 innbyggere.",
                lead=True,
            ),
            key_figures(),
            Section(
                "kort-fortalt",
                "Kort fortalt",
                (
                    p("Kommunen går med et lite overskudd i 2027, men ikke så stort som målet."),
                    Paragraph(
                        (
                            Text("For å få det til må vi spare "),
                            FigureReference("0,9 millioner kroner", "tab-ramme-oppvekst:sum-innsparinger:2027"),
                            Text(" i oppvekst. "),
                            Term("Netto driftsresultat", "netto-driftsresultat"),
                            Text(" er "),
                            Text("for lavt", strong=True),
                            Text(" første år."),
                            NoteReference("n-resultat"),
                        )
                    ),
                    ListNode((t("Åtte nye plasser med heldøgns omsorg"), t("Nytt skolebygg ferdig i 2029"))),
                ),
                notes=(Note("n-resultat", t("Målet er vedtatt av kommunestyret i sak 45/25.")),),
            ),
            Section("nytt-og-kuttet", "Hva er nytt, og hva kuttes?", (waterfall(),)),
            Section(
                "omradene",
                "Områdene",
                (
                    p("Pengene hvert område får til drift i 2027, når egne inntekter er trukket fra."),
                    RankedBars(
                        areas,
                        "2027",
                        (
                            RankedItem("helse", "Flere over 80 år.", "Opp 10,8 mill. kr (5,5 prosent)"),
                            RankedItem("oppvekst", "Færre elever.", "Opp 7,2 mill. kr (3,6 prosent)", "#oppvekst"),
                            RankedItem("samfunn", "Mer vedlikehold av bygg.", "Opp 0,5 mill. kr (0,8 prosent)"),
                            RankedItem("politikk", "Færre stillinger i stab.", "Ned 0,4 mill. kr (0,7 prosent)"),
                            RankedItem("kultur", "Kortere åpningstid.", "Ned 0,3 mill. kr (1,5 prosent)"),
                        ),
                    ),
                ),
            ),
            Section(
                "slik-blir-planen-vedtatt",
                "Slik blir planen vedtatt",
                (
                    Timeline(
                        "behandling",
                        (
                            TimelineEvent("28. oktober", "Kommunedirektøren la fram forslaget", state="Ferdig"),
                            TimelineEvent(
                                "25. november",
                                "Formannskapet lager sin innstilling",
                                "Møtet er åpent og sendes på nett.",
                                "Neste",
                            ),
                            TimelineEvent("16. desember", "Kommunestyret vedtar planen", "Sak 123/26."),
                        ),
                    ),
                ),
            ),
        ),
        page=True,
    )


def economy_chapter() -> Section:
    """Chapter 1: targets, areas, resolution."""
    return Section(
        "okonomisk-opplegg",
        "Økonomisk opplegg",
        (
            p("Kapitlet viser hvordan kommunen får inntekter og utgifter til å gå i hop.", lead=True),
            Section("driftsrammer", "Driftsrammer", (p("Rammene er netto."), TableNode(areas_table())), number="1.1"),
            Section(
                "maltall",
                "Økonomiske mål",
                (
                    Callout(
                        "obs-resultat",
                        CalloutKind.WARNING,
                        "Netto driftsresultat er under målet i 2027",
                        (p("Resultatet er 1,6 prosent. Målet er 1,75 prosent."), ListNode((t("Året 2027"),))),
                    ),
                    TableNode(goals_table()),
                    fund_lines(),
                    Callout(
                        "kontroll-balanse",
                        CalloutKind.CONTROL,
                        "Budsjettet er i balanse hvert år",
                        (p("Inntekter minus utgifter er 0 kr i alle fire år."),),
                    ),
                ),
                number="1.2",
            ),
            Section(
                "vedtak",
                "Forslag til vedtak",
                (
                    p("Kommunestyret stemmer over disse punktene."),
                    Resolution(
                        "vedtakspunkter",
                        (
                            ResolutionPoint(
                                "vedtak-1",
                                (
                                    Text("Driftsbudsjettet for 2027 vedtas med en netto ramme på "),
                                    FigureReference("542,6 mill. kr", "tab-driftsrammer:sum:2027"),
                                    Text("."),
                                ),
                            ),
                            ResolutionPoint(
                                "vedtak-2",
                                t("Skatt og eiendomsskatt skrives ut slik:"),
                                (
                                    ResolutionPoint(
                                        "vedtak-2-1", t("Det kommunale skattøret følger statens maksimum.")
                                    ),
                                    ResolutionPoint("vedtak-2-2", t("Eiendomsskatt på bolig er 3,0 promille.")),
                                ),
                            ),
                            ResolutionPoint("vedtak-3", t("Kommunen tar opp 28,4 mill. kr i lån i 2027.")),
                        ),
                    ),
                ),
                number="1.3",
            ),
        ),
        page=True,
        number="1",
    )


def areas_chapter(image: str) -> Section:
    """Chapter 2: an area in bokmål and one in nynorsk, each a page."""
    growing_up = Section(
        "oppvekst",
        "Oppvekst",
        (
            p("Barnehage, skole, SFO og barnevern. Området får mer i 2027, men mindre fra 2029.", lead=True),
            Facts(
                "fakta-oppvekst",
                (
                    ("Netto driftsramme 2027", "205,8 mill. kr", "Opp 7,2 mill. kr fra 2026"),
                    ("Investeringer 2027", "44,4 mill. kr", "Mest til Fjellvik skole"),
                    ("Elever høsten 2026", "671", "10 færre enn høsten 2025"),
                ),
            ),
            Section(
                "oppvekst-status",
                "Ansvar og status",
                (
                    p("Kommunen har tre skoler, fire barnehager og felles barneverntjeneste med to nabokommuner."),
                    Image(
                        "bilde-skole",
                        image,
                        "image/png",
                        "Et fjell over en fjord, tegnet i blått",
                        t("Fjellvik sett fra sør. Tegning: kommunen."),
                    ),
                    Paragraph(
                        (
                            Text("Les mer om "),
                            Link("investeringene", "#tab-investeringer"),
                            Text(" og hos "),
                            Link("Statistisk sentralbyrå", "https://www.ssb.no/"),
                            Text(". Den svenske nabokommunen kaller det "),
                            Text("skolpeng", emphasis=True, language="sv"),
                            Text("."),
                        )
                    ),
                    ListNode((t("Fjellvik skole"), t("Sandvik skole"), t("Bekken skole")), ordered=True),
                ),
            ),
            Section("oppvekst-ramme", "Driftsramme", (TableNode(frame_table()),)),
            Section("oppvekst-tiltak", "Tiltak", (measures(),)),
            Section("oppvekst-investeringer", "Investeringer", (TableNode(investment_table()), other_charts()[1])),
            Section("oppvekst-kostra", "KOSTRA: slik ligger vi an", (other_charts()[0], other_charts()[2])),
        ),
        page=True,
        number="2.1",
    )
    culture = Section(
        "kultur",
        "Kultur og fritid",
        (
            p("Biblioteket, kulturskulen og tilskot til lag og organisasjonar.", lead=True),
            p("Biblioteket held ope 31 timar i veka. Vi vonar at fleire unge kjem på kveldstid."),
            Callout(
                "merk-kultur",
                CalloutKind.NOTE,
                "Teksten er på nynorsk",
                (p("Området skriv nynorsk fordi brukarane gjer det."),),
            ),
        ),
        page=True,
        language="nn",
        number="2.2",
    )
    return Section(
        "omrader",
        "Områdene",
        (p("Hvert område har sitt eget kapittel.", lead=True), growing_up, culture),
        page=True,
        number="2",
    )


def sample_edition(language: str = "nb") -> Edition:
    """The edition. `language` is its content language (nb, nn or en); the running text itself stays the same."""
    image, data = picture()
    entries = (
        GlossaryEntry(
            "disposisjonsfond",
            "Disposisjonsfond",
            t("Penger som kommunen har spart og kan bruke til hva den vil."),
        ),
        GlossaryEntry(
            "netto-driftsresultat",
            "Netto driftsresultat",
            t("Det som er igjen av inntektene når driften, renter og avdrag er betalt. Det viser om vi sparer."),
            "driftsinntekter − driftsutgifter − netto renter og avdrag",
        ),
    )
    return Edition(
        id="hop-2027-2030-forslag",
        document="hop-2027-2030",
        title="Handlings- og økonomiplan 2027–2030",
        kind=EditionKind.PROPOSAL,
        status="Kommunedirektørens forslag 28.10.2026",
        language=language,
        years=YEARS,
        published_at="2026-10-28T09:00:00+01:00",
        publisher=Publisher(
            "Fjellvik kommune", "9998", "Økonomisjefen", "Rådhusveien 4, 0000 Fjellvik", "okonomi@fjellvik.example"
        ),
        front=front(),
        chapters=(
            economy_chapter(),
            areas_chapter(image),
            Section(
                "ordforklaringer",
                "Ordforklaringer",
                (p("Ordene vi må bruke, forklart kort.", lead=True), Glossary("ordliste", entries)),
                page=True,
                number="3",
            ),
        ),
        glossary=entries,
        explanations=(
            Explanation(
                "beregning-demografi",
                "Færre barn og elever, budsjett 2027",
                "endring i antall barn × kostnad per barn",
                (
                    ExplanationStep("10 færre barn 6–15 år à 162 000 kr", "−1 620"),
                    ExplanationStep("3 færre barn 1–5 år à 230 000 kr", "−690"),
                    ExplanationStep("Sum", "−2 310"),
                ),
                "1 000 kr",
                (FactUsed("Kostnad per barn 6–15 år", "162 000 kr", "Kommunens regnskap 2025"),),
                "Barnetall: SSB tabell 13600, oppdatert 20.08.2026.",
                "Endret av økonomisjefen 14.10.2026.",
                "budget.demography",
            ),
            Explanation(
                "beregning-ramme",
                "Netto driftsramme for oppvekst, budsjett 2027",
                "konsekvensjustert ramme + nye tiltak + innsparinger",
                (
                    ExplanationStep("Konsekvensjustert ramme", "204 631"),
                    ExplanationStep("Nye tiltak", "2 080"),
                    ExplanationStep("Innsparinger", "−900"),
                    ExplanationStep("Sum", "205 811"),
                ),
                "1 000 kr",
            ),
            Explanation(
                "beregning-resultat",
                "Netto driftsresultat, budsjett 2027",
                "netto driftsresultat ÷ sum driftsinntekter × 100",
                (ExplanationStep("11,5 mill. kr ÷ 721,0 mill. kr", "1,6 prosent"),),
                "prosent",
            ),
        ),
        data_versions=(
            DataVersion("budget", "sha256:0f3a", "2026-10-28", "Budsjettet"),
            DataVersion("accounts", "sha256:77c1"),
        ),
        facts_version="2026-10-01",
        images=((image, data),),
    )


def rebuilt(value: Any, edit: Callable[[Any], Any]) -> Any:
    """The value with `edit` applied to every dataclass in it, the innermost first."""
    if isinstance(value, tuple):
        return tuple(rebuilt(item, edit) for item in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    fields = {f.name: rebuilt(getattr(value, f.name), edit) for f in dataclasses.fields(value)}
    return edit(dataclasses.replace(value, **fields))


def amended_edition() -> Edition:
    """The sample as the council adopted it: a school is kept, a measure is new, and some sentences differ."""

    def edit(value: Any) -> Any:
        match value:
            case Measures():
                new = Row("sommerjobb", "Sommerjobb for unge", thousands(350, 350, 350, 350, signed=True))
                rows = tuple(r for r in value.table.rows if r.id != "bekken")
                measure = Measure(
                    "sommerjobb", "Sommerjobb for unge 16–18 år", t("Tjue plasser hver sommer."), kind="Varig"
                )
                return Measures(
                    dataclasses.replace(value.table, rows=(*rows[:3], new, *rows[3:])),
                    (*(m for m in value.measures if m.id != "bekken"), measure),
                )
            case Row(id="bekken", level=1):
                return dataclasses.replace(value, cells=thousands(0, 0, 0, 0))
            case Row(id="sum-innsparinger"):
                return dataclasses.replace(value, cells=thousands(-900, -1_200, -1_200, -1_200))
            case Row(id="ramme"):
                return dataclasses.replace(value, cells=thousands(205_811, 204_721, 203_561, 202_981))
            case Row(id="oppvekst", cells=(before, _, _, _)):
                cells = (
                    before,
                    number(206_161_400),
                    number(7_521_400, signed=True),
                    number(Decimal("3.8"), signed=True),
                )
                return dataclasses.replace(value, cells=cells)
            case Row(id="sum", label="Sum områdene", cells=(before, _, _, _)):
                cells = (
                    before,
                    number(542_922_200),
                    number(8_115_200, signed=True),
                    number(Decimal("1.5"), signed=True),
                )
                return dataclasses.replace(value, cells=cells)
            case KeyFigure(id="resultat"):
                return dataclasses.replace(value, cell=number(Decimal("1.4")), change="Opp 0,5 prosentpoeng fra 2026")
            case Text(text="Biblioteket held ope 31 timar i veka. Vi vonar at fleire unge kjem på kveldstid."):
                return Text("Biblioteket held ope 24 timar i veka. Vi vonar at fleire unge kjem på kveldstid.")
            case Text(text="Eiendomsskatt på bolig er 3,0 promille."):
                return Text("Eiendomsskatt på bolig er 3,0 promille i 2027 og 3,3 promille fra 2028.")
        return value

    adopted: Edition = rebuilt(sample_edition(), edit)
    return dataclasses.replace(
        adopted,
        id="hop-2027-2030-vedtatt",
        kind=EditionKind.ADOPTED,
        status="Vedtatt 16.12.2026, sak 123/26",
        published_at="2026-12-17T08:00:00+01:00",
        decision="Kommunestyret 16.12.2026, sak 123/26",
        supersedes="hop-2027-2030-forslag",
    )
