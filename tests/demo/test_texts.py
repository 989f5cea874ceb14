"""Fjellvik's texts: written for every place, true to the figures, plain to read, and never the same twice."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import Any

import pytest

import rodtrad.features.authoring.blocks
import rodtrad.features.forecasts.blocks
import rodtrad.features.goals.blocks  # noqa: F401
from rodtrad.calculations.checks.registry import run_checks
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.indicators import indicator_percent
from rodtrad.calculations.ledger import Proposal
from rodtrad.demo import country, economy, texts
from rodtrad.demo.forecast import premises_content
from rodtrad.demo.reading import document, population
from rodtrad.documents.blocks import PROVIDERS, Provided, Provider, Scope
from rodtrad.documents.composer import Composed, Member, compose
from rodtrad.documents.editions import DataVersion
from rodtrad.documents.inlines import Inline
from rodtrad.documents.nodes import GlossaryEntry, Image, Measures, Paragraph, Section, TableNode
from rodtrad.documents.rich_text import Picture, parse, picture_from
from rodtrad.documents.shown import shown
from rodtrad.documents.tables import Table
from rodtrad.documents.templates import BlockUse, Part, Repeated
from rodtrad.documents.walk import nodes_in, tables_in
from rodtrad.features.budget.documents import template
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.forecasts.blocks.address_words import inner_names
from rodtrad.features.forecasts.forecast_view import FORECAST, view_of
from rodtrad.features.forecasts.income_view import INCOME_SYSTEM, IncomeView

EDITIONS = {texts.PROPOSAL: economy.chief_executive_proposal, texts.ADOPTED: economy.adopted_proposal}
LANGUAGES = ("nb", "nn")
NYNORSK_AREA = "kultur"
LIVE_FIGURE = re.compile(r"\[\]\((?:tall|tallverdi):[^)]+\)")
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
WORD = re.compile(r"[^\W_]+(?:[-/,.][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ0-9])")


@pytest.fixture(params=[texts.PROPOSAL, texts.ADOPTED])
def edition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def written_sections(edition: str) -> dict[tuple[str, str], str]:
    """(language, key) -> text."""
    return {(lang, key): text for lang in LANGUAGES for key, text in texts.sections(lang, edition).items()}


def everything(edition: str) -> dict[str, str]:
    """Every text of an edition by name; the words about measures and projects are one text each."""
    proposal = EDITIONS[edition]()
    used = {change.id for change in proposal.changes} | {project.number for project in proposal.projects}
    found = {f"{language}/{key}": text for (language, key), text in written_sections(edition).items()}
    found |= {f"glossary/{lang}/{word.key}": word.definition for lang in LANGUAGES for word in texts.glossary(lang)}
    found |= {f"measure/{id}": "\n\n".join(pair) for id, pair in texts.measure_texts().items() if id in used}
    found |= {f"project/{number}": text for number, text in texts.project_texts().items() if number in used}
    return found


def sentences(text: str) -> Iterator[str]:
    """The sentences of paragraphs and lists; headings and tables are left out."""
    plain = LINK.sub(r"\1", LIVE_FIGURE.sub("12 kroner", text)).replace("**", "")
    for part in re.split(r"\n\s*\n|\n(?=- )", plain):
        part = part.strip()
        if part and not part.startswith(("|", "#")):
            yield from SENTENCE_END.split(" ".join(part.removeprefix("- ").split()))


def words_of(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in WORD.findall(line)]


def lix(text: str) -> float:
    """Words per sentence + percent of words with more than six letters."""
    lines = list(sentences(text))
    words = words_of(lines)
    return len(words) / len(lines) + 100 * sum(len(word) > 6 for word in words) / len(words)


def text_keys(parts: Iterable[Part], areas: Iterable[str]) -> Iterator[str]:
    for part in parts:
        for item in part.content:
            if isinstance(item, BlockUse) and item.block.startswith("authoring."):
                yield str(item.options["key"])
            elif isinstance(item, Part):
                yield from text_keys([item], areas)
            elif isinstance(item, Repeated):
                keys = list(text_keys([item.part], areas))
                yield from (key.replace("{id}", area) for area in areas for key in keys)


def described(edition: str) -> Proposal:
    """The edition's proposal with the words about its measures and projects."""
    bare = EDITIONS[edition]()
    measures, projects = texts.measure_texts(), texts.project_texts()
    own = {change.id: measures[change.id] for change in bare.changes if change.id in measures}
    explained = economy.with_texts(bare, own)
    return dataclasses.replace(
        explained,
        projects=tuple(dataclasses.replace(p, description=projects[p.number]) for p in explained.projects),
    )


@cache
def composed(edition: str) -> Composed:
    """The document as it would be published, with the texts read from the files and no history beside the plan."""
    proposal = described(edition)
    view = PlanView(proposal, checks=run_checks(proposal), general_areas=frozenset({"felles"}))
    prospects = view_of(proposal, premises_content())
    sections = written_sections(edition)
    version = DataVersion("test", "1")

    def section(scope: Scope, options: Mapping[str, Any]) -> Provided:
        found = sections.get((options["language"], options["key"]))
        return Provided(parse(found, options["key"], picture) if found else (), version)

    members = tuple(
        Member(area.code, area.name, "nn" if area.code == NYNORSK_AREA else None) for area in proposal.areas
    )
    glossary = tuple(GlossaryEntry(w.key, w.term, paragraphs(w.definition), w.formula) for w in texts.glossary("nb"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(
            PROVIDERS, "budget.plan", Provider("budget.plan", (), lambda scope, options: Provided(view, version))
        )
        patch.setitem(PROVIDERS, "authoring.section", Provider("authoring.section", ("key", "language"), section))
        patch.setitem(
            PROVIDERS, "goals.goals", Provider("goals.goals", (), lambda scope, options: Provided((), version))
        )
        patch.setitem(PROVIDERS, FORECAST, Provider(FORECAST, (), lambda scope, options: Provided(prospects, version)))
        equalised = Provided(IncomeView(country.figures()), version)
        patch.setitem(PROVIDERS, INCOME_SYSTEM, Provider(INCOME_SYSTEM, (), lambda scope, options: equalised))
        return compose(template(), Scope(None, {}), "nb", {"areas": members}, glossary)


def picture(name: str) -> Picture:
    return picture_from(texts.pictures()[name], name)


def paragraphs(text: str) -> tuple[Inline, ...]:
    return tuple(part for node in parse(text, "ord") if isinstance(node, Paragraph) for part in node.text)


def table_of(text: str, place: int = 0) -> Table:
    return [node.table for node in nodes_in(parse(text, "t", picture)) if isinstance(node, TableNode)][place]


def rows_of(table: Table) -> list[list[str]]:
    return [
        [row.label, *(shown(c, col, table) for c, col in zip(row.cells, table.columns, strict=True))]
        for row in table.rows
    ]


def whole(text: str) -> int:
    return int(text.replace("\u00a0", ""))


def test_every_place_in_the_document_has_a_text_and_no_text_is_without_a_place(edition: str) -> None:
    areas = [area["id"] for area in document("organisation.yaml")["areas"]]
    wanted = set(text_keys([template().front, *template().chapters], areas))
    assert {key for _, key in written_sections(edition)} == wanted


def test_each_place_is_written_in_one_language_and_one_area_is_in_nynorsk() -> None:
    nynorsk = set(texts.sections("nn"))
    assert nynorsk == {f"{part}-{NYNORSK_AREA}" for part in ("omrade", "status", "mal")}
    assert not nynorsk & set(texts.sections("nb"))


def test_every_live_figure_word_and_link_points_at_something_in_the_document(edition: str) -> None:
    assert len(composed(edition).chapters) == len(template().chapters)


def test_the_map_is_shown_once_with_words_for_those_who_cannot_see_it(edition: str) -> None:
    images = [node for node in nodes_in(composed(edition).chapters) if isinstance(node, Image)]
    assert len(images) == len(texts.pictures()) == 1
    assert all(place in images[0].alt for place in ("sentrum", "Nes", "Sandvik", "Lia", "Bekkedalen"))


def test_every_word_in_the_glossary_is_used_and_every_used_word_is_explained() -> None:
    used = {term for text in everything(texts.PROPOSAL).values() for term in re.findall(r"\(ord:([a-z-]+)\)", text)}
    assert used == {word.key for word in texts.glossary("nb")}
    assert len(used) >= 25
    nynorsk = {term for text in texts.sections("nn").values() for term in re.findall(r"\(ord:([a-z-]+)\)", text)}
    assert nynorsk == {word.key for word in texts.glossary("nn")}


def test_every_change_and_project_has_its_own_words() -> None:
    adopted = economy.adopted_proposal()
    decided = {change.id for change in adopted.changes if not change.id.startswith("investering-")}
    assert set(texts.measure_texts()) == decided
    assert set(texts.project_texts()) == {project.number for project in adopted.projects}
    for id, (explanation, consequence) in texts.measure_texts().items():
        assert 2 <= len(list(sentences(explanation))) <= 4, id
        assert 1 <= len(list(sentences(consequence))) <= 3, id


def test_a_measure_is_shown_with_its_written_words_in_its_chapter(edition: str) -> None:
    shown_measures = {
        m.id: (m.explanation, m.consequence)
        for node in nodes_in(composed(edition).chapters)
        if isinstance(node, Measures)
        for m in node.measures
    }
    assert "bekken-legges-ned" in shown_measures
    assert all(all(pair) for id, pair in shown_measures.items() if not id.startswith("om-"))


def test_every_table_says_what_it_shows_and_none_repeats_the_heading_above_it(edition: str) -> None:
    document = composed(edition)
    for section in nodes_in((document.front, *document.chapters)):
        if isinstance(section, Section):
            titles = [table.title for table in tables_in(c for c in section.children if not isinstance(c, Section))]
            assert [title for title in titles if title.lower() in section.title.lower() or " " not in title] == []


def test_no_address_in_the_document_mixes_languages(edition: str) -> None:
    document = composed(edition)
    parts = (document.front, *document.chapters)
    found = {str(getattr(node, "id", "")) for node in nodes_in(parts)} | {one.id for one in document.explanations}
    for table in tables_in(parts):
        found |= {table.id, *(row.id for row in table.rows), *(column.id for column in table.columns)}
    also_norwegian = {"to", "for", "fond", "drift", "plan", "sum", "robek", "a", "b", "c", "d", "e", "inv", "art"}
    inner = {part.lower() for name in inner_names() for part in name.split("_")} - also_norwegian
    assert {id for id in found if inner & set(id.split("-"))} == set()
    assert {id for id in found if not re.fullmatch(r"[a-z0-9]*(-[a-z0-9]+)*", id)} == set()


def test_the_plan_has_twelve_thousand_words(edition: str) -> None:
    assert len(words_of(line for text in everything(edition).values() for line in sentences(text))) >= 12_000


def test_no_sentence_stands_twice_and_none_is_nearly_the_same_as_another(edition: str) -> None:
    lines = [line for text in everything(edition).values() for line in sentences(text)]
    seen = Counter(" ".join(WORD.findall(line.lower())) for line in lines)
    assert [line for line, times in seen.items() if times > 1] == []
    sets = [(line, set(line.split())) for line in seen if len(line.split()) >= 6]
    alike = [(a, b) for (a, x), (b, y) in combinations(sets, 2) if 4 * len(x & y) >= 3 * len(x | y)]
    assert alike == []


@pytest.mark.parametrize("group", ["nb/", "nn/", "glossary/nb", "measure/", "project/"])
def test_every_text_is_plain_enough_to_read(edition: str, group: str) -> None:
    found = {name: text for name, text in everything(edition).items() if name.startswith(group)}
    assert lix("\n\n".join(found.values())) < 40
    if group in ("nb/", "nn/"):
        hard = {name: round(lix(text), 1) for name, text in found.items() if list(sentences(text)) and lix(text) >= 45}
        assert hard == {}


def test_amounts_of_the_plan_are_live_and_typed_millions_are_facts_from_the_data() -> None:
    facts = " ".join(
        str(entry.get("about", ""))
        for name in ("measures.yaml", "premises.yaml", "amendments.yaml", "investments.yaml")
        for entry in document(name)
    )
    for name, text in everything(texts.ADOPTED).items():
        for typed in re.findall(r"\d[\d,]* milli(?:on|ard)\w*", text):
            assert typed in facts, f"{name}: {typed}"
    assert sum(len(LIVE_FIGURE.findall(text)) for text in everything(texts.PROPOSAL).values()) >= 45


@pytest.mark.parametrize("edition", [texts.PROPOSAL, texts.ADOPTED])
def test_the_plan_in_brief_is_brief(edition: str) -> None:
    assert len(words_of(sentences(texts.sections("nb", edition)["kort-fortalt"]))) <= 200


def broken_years(edition: str) -> dict[str, set[int]]:
    plan = EntityPlan(EDITIONS[edition](), "treasury")
    return {
        target.indicator: {
            year
            for year, value in zip(economy.YEARS, indicator_percent(plan, target.indicator), strict=True)
            if (value < target.limit if target.lowest else value > target.limit)  # type: ignore[operator]
        }
        for target in economy.targets()
    }


def test_the_text_on_targets_names_the_years_that_break() -> None:
    proposal, adopted = broken_years(texts.PROPOSAL), broken_years(texts.ADOPTED)
    assert proposal == {"net_operating_result": {2027, 2030}, "general_fund": set(), "debt": set()}
    assert "for lavt i 2027 og 2030" in texts.sections("nb")["maltall"]
    assert adopted == {"net_operating_result": {2027, 2028, 2029, 2030}, "general_fund": set(), "debt": {2029}}
    changed = texts.sections("nb", texts.ADOPTED)["maltall"]
    assert "for lavt i alle årene" in changed
    assert "over taket i 2029" in changed


def test_the_table_of_inhabitants_is_the_counted_and_forecast_one() -> None:
    table = table_of(texts.sections("nb")["befolkning"])
    years = [int(column.label) for column in table.columns]
    groups = [
        "age_0",
        "age_1_5",
        "age_6_15",
        "age_16_19",
        "age_20_66",
        "age_67_79",
        "age_80_89",
        "age_90_plus",
        "total",
    ]
    for row, group in zip(rows_of(table), groups, strict=True):
        assert [whole(cell) for cell in row[1:]] == [population(year)[group] for year in years], group


def test_the_premises_in_the_text_are_those_that_the_plan_is_computed_by() -> None:
    stated = document("parameters.yaml")
    rows = {row[0]: row[1:] for row in rows_of(table_of(texts.sections("nb")["inntekter"]))}
    rates = [str(rate).replace(".", ",") for rate in stated["interest_rate_percent"].values()]
    assert rows["Rente på lån, prosent"] == rates
    for label, name in (("Lønnsvekst", "wage"), ("Prisvekst", "price"), ("Vekst i egne gebyrer", "fee")):
        assert rows[f"{label}, prosent"][0] == stated[f"{name}_growth_percent"][2027].replace(".", ",")


def test_the_fees_add_up_to_what_the_front_page_says() -> None:
    fees = {row[0]: [whole(cell) for cell in row[1:]] for row in rows_of(table_of(texts.sections("nb")["gebyrer"]))}
    assert all(after - before == change for before, after, change in fees.values())
    more = fees["Vann"][2] + fees["Avløp"][2]
    assert all(f"{more} kroner dyrere" in texts.sections("nb", edition)["kort-fortalt"] for edition in EDITIONS)


def test_the_adopted_edition_changes_what_the_council_changed_and_little_else() -> None:
    before, after = written_sections(texts.PROPOSAL), written_sections(texts.ADOPTED)
    assert set(before) == set(after)
    changed = {key for key in before if before[key] != after[key]}
    assert {("nb", "status-oppvekst"), ("nb", "inntekter"), ("nn", "status-kultur"), ("nb", "kort-fortalt")} <= changed
    assert "Bekken skole skal bestå" in after["nb", "status-oppvekst"]
    assert "3,0 promille i 2027 og 3,3 promille fra 2028" in after["nb", "inntekter"]
    assert "24 timar" in before["nn", "status-kultur"] and "31 timar" in after["nn", "status-kultur"]
    for key in changed:
        kept = set(sentences(before[key])) & set(sentences(after[key]))
        same = len(kept) / max(len(set(sentences(after[key]))), 1)
        assert same > 0.5 or len(list(sentences(before[key]))) <= 12, key


def test_the_treatment_has_the_decided_dates_and_is_done_when_the_plan_is_adopted() -> None:
    months = ("oktober", "november", "desember")
    steps = document("decision.yaml")["steps"]
    for edition, states in ((texts.PROPOSAL, ["Ferdig", "Neste", "", "", ""]), (texts.ADOPTED, ["Ferdig"] * 5)):
        rows = rows_of(table_of(texts.sections("nb", edition)["framdrift"]))
        assert [row[3] for row in rows] == states
        for row, step in zip(rows, steps, strict=True):
            assert row[0].startswith(f"{step['date'].day}. {months[step['date'].month - 10]}")
            assert row[1] == step["what"]


def test_the_languages_are_not_mixed() -> None:
    bokmal = {"ikke", "fra", "hva", "hvor", "jeg", "noe", "hun", "være", "mye", "uke", "skole", "flere"}
    nynorsk = {"ikkje", "frå", "kva", "kvar", "eg", "noko", "vere", "mykje", "veke", "skule", "fleire"}
    own = {change["id"] for name in ("measures.yaml", "amendments.yaml") for change in document(name)
           if change["area"] == NYNORSK_AREA}  # fmt: skip
    projects = {one["number"] for one in document("investments.yaml") if one["area"] == NYNORSK_AREA}
    for edition in EDITIONS:
        for name, text in everything(edition).items():
            kind, _, id = name.partition("/")
            in_nynorsk = kind == "nn" or id.startswith("nn/") or id in own or (kind == "project" and id in projects)
            words = {word.lower() for word in words_of(sentences(text))}
            assert not words & (bokmal if in_nynorsk else nynorsk), name


def test_grouped_numbers_and_section_signs_do_not_break_over_lines() -> None:
    for name, text in everything(texts.ADOPTED).items():
        assert not re.search(r"(?<!\d)\d{1,3} \d{3}(?!\d)|§ ", text), name
