"""Titles are findings in plain language, so they must be true whichever way the figures go."""

from decimal import Decimal

import pytest
from tests.calculations.ledger.plans import line, school_project, small_plan
from tests.features.budget.blocks.reading import make, make_all, plans, table, view_of

from rodtrad.calculations.ledger import (
    Category,
    Change,
    FinancialTarget,
    Fund,
    FundKind,
    OtherFinancing,
    Proposal,
)
from rodtrad.documents.nodes import Chart, Facts, Measures, Section
from rodtrad.documents.walk import nodes_in, tables_in
from rodtrad.features.budget.blocks.columns import change_in_words, in_words, with_prices

NBSP = "\u00a0"


def school(*amounts: int, category: Category = Category.NEW_MEASURE, id: str = "skole") -> Change:
    return Change(id, "Flere lærere", category, (line("2000", "202", "010", *amounts),), area="1")


def title(proposal: Proposal, block: str, id: str, **options: str) -> str:
    return table(make(block, view_of(proposal), **options), id).title


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ((2_000_000, 3_000_000, 3_000_000, 4_000_000), "Rammen øker med 2,0 mill. kr i 2027 og videre mot 2030"),
        ((2_000_000, 0, 0, 1_000_000), "Rammen øker med 2,0 mill. kr i 2027, men går ned mot 2030"),
        ((2_000_000,), "Rammen øker med 2,0 mill. kr i 2027 og er like stor i 2030"),
        ((-2_000_000, 0, 0, 0), "Rammen går ned med 2,0 mill. kr i 2027 og opp igjen mot 2030"),
        ((-20_000, -20_000, -20_000, -30_000), "Rammen går ned med 20 000 kr i 2027 og videre ned mot 2030"),
        ((-20_000,), "Rammen går ned med 20 000 kr i 2027 og er like stor i 2030"),
        ((0, 0, 0, 5), "Rammen er uendret i 2027 og øker mot 2030"),
        ((0, 0, 0, -5), "Rammen er uendret i 2027 og går ned mot 2030"),
        ((0,), "Rammen er uendret i 2027 og like stor i 2030"),
    ],
)
def test_the_frames_title_follows_both_directions(amounts: tuple[int, ...], expected: str) -> None:
    found = title(small_plan(school(*amounts)), "budget.frame_table", "tab-ramme-1", area="1")
    assert found.replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    ("new", "saved", "expected"),
    [
        (3_000_000, -1_000_000, "Rammene øker med 2,0 mill. kr, mest på grunn av nye tiltak"),
        (1_000_000, -3_000_000, "Rammene går ned med 2,0 mill. kr, mest på grunn av innsparinger"),
        (1_000_000, -1_000_000, "Rammene er til sammen uendret: det som kommer til, går opp i opp med det som kuttes"),
    ],
)
def test_the_waterfall_names_a_cause_that_goes_the_same_way(new: int, saved: int, expected: str) -> None:
    plan = small_plan(school(new), school(saved, category=Category.SAVING, id="kutt"))
    assert title(plan, "budget.waterfall", "fig-nytt-og-kutt-tabell").replace(NBSP, " ") == expected


def test_the_area_that_gets_most_is_the_one_that_does() -> None:
    assert title(small_plan(), "budget.areas_ranked", "tab-omradene").startswith("Oppvekst får mest: 50,0")
    other = small_plan(school(-20_000_000))
    assert title(other, "budget.areas_ranked", "tab-omradene").startswith("Helse får mest: 40,0")


def test_one_new_measure_is_written_in_the_singular() -> None:
    assert title(small_plan(school(5_000)), "budget.largest_measures", "tab-storste-nye-tiltak") == "Ett nytt tiltak"
    many = [school(1_000 * place, id=f"skole-{place}") for place in range(1, 8)]
    assert title(small_plan(*many), "budget.largest_measures", "tab-storste-nye-tiltak") == "De største nye tiltakene"


def test_a_cut_that_comes_later_in_the_plan_is_among_the_largest() -> None:
    closing = Change(
        "nedlegges", "Skolen legges ned", Category.SAVING, (line("2000", "202", "010", 0, 0, -9_000_000, -9_000_000),)
    )
    smaller = [school(-1_000_000, category=Category.SAVING, id=f"kutt-{place}") for place in range(6)]
    found = table(make("budget.largest_measures", view_of(small_plan(*smaller, closing))), "tab-storste-innsparinger")
    assert found.rows[0].id == "nedlegges"
    assert [cell.value for cell in found.rows[0].cells[1:]] == [0, -9_000_000]
    assert found.rows[0].link == "#tab-tiltak-innsparinger-1:nedlegges"


def test_a_new_measure_links_to_where_it_is_explained() -> None:
    view = view_of(small_plan(school(5_000)))
    found = table(make("budget.largest_measures", view), "tab-storste-nye-tiltak")
    target = str(found.rows[0].link).removeprefix("#")
    explained = table(make("budget.measures", view, area="1"), target.partition(":")[0])
    assert target.partition(":")[2] in [row.id for row in explained.rows]


def test_targets_say_what_is_broken_unknown_or_not_set() -> None:
    assert title(small_plan(), "budget.targets", "tab-maltall") == "Alle måltallene er nådd alle år"
    high = (FinancialTarget("net_operating_result", Decimal(50), True, "Vedtak"),)
    assert title(small_plan(targets=high), "budget.targets", "tab-maltall") == "1 av 1 måltall er ikke nådd alle år"
    assert (
        title(small_plan(targets=()), "budget.targets", "tab-maltall") == "Kommunen har ikke satt finansielle måltall"
    )
    debt = (FinancialTarget("debt", Decimal(50), False, "Vedtak"),)
    unknown = small_plan(targets=debt, parameters=())
    assert title(unknown, "budget.targets", "tab-maltall") == "1 av 1 måltall kan ikke regnes ut"


def test_a_target_that_begins_later_is_judged_from_then_on() -> None:
    later = (FinancialTarget("net_operating_result", Decimal(50), True, "Vedtak", first_year=2029),)
    found = table(make("budget.targets", view_of(small_plan(targets=later))), "tab-maltall")
    assert found.rows[0].cells[-1].value == "Ikke nådd i 2029, 2030"


def test_a_share_of_nothing_is_a_point_with_its_reason() -> None:
    empty = small_plan(opening=Change("opening", "Tomt", Category.OPENING, ()))
    found = table(make("budget.targets", view_of(empty)), "tab-maltall")
    cell = found.rows[0].cells[0]
    assert cell.missing == "not_possible"
    assert cell.reason == "Budsjettet har ingen driftsinntekter i 2027, så andelen kan ikke regnes ut."


@pytest.mark.parametrize(
    ("deposit", "use", "word"), [(3_000_000, 0, "øker"), (0, 1_000_000, "går ned"), (0, 0, "like stort")]
)
def test_the_fund_goes_the_way_the_title_says(deposit: int, use: int, word: str) -> None:
    fund = Fund("disp", "Disposisjonsfond", FundKind.GENERAL, "Reserve", 8_000_000, (deposit,) * 4, (use,) * 4)
    assert word in title(small_plan(funds=(fund,)), "budget.funds", "fig-fond-tabell")


def test_an_overdrawn_fund_is_shown_but_not_drawn() -> None:
    fund = Fund("disp", "Disposisjonsfond", FundKind.GENERAL, "Reserve", 1_000_000, (0,) * 4, (2_000_000, 0, 0, 0))
    made = make("budget.funds", view_of(small_plan(funds=(fund,))))
    assert table(made, "tab-fond").rows[0].cells[1].value == -1_000_000
    assert not [node for node in made.nodes if isinstance(node, Chart)]


def test_the_debt_goes_the_way_the_title_says() -> None:
    assert title(small_plan(), "budget.debt", "tab-gjeld").startswith("Gjelden går ned med 16,0")
    assert title(small_plan(parameters=()), "budget.debt", "tab-gjeld") == "Lånegjelden kan ikke regnes ut"


def test_the_largest_group_of_arts_leads_the_split() -> None:
    bought = Change("kjop", "Kjøp", Category.TECHNICAL, (line("2000", "202", "200", 300_000_000),), area="1")
    assert title(small_plan(), "budget.art_groups", "tab-arter").startswith("Lønn og sosiale utgifter er 98 prosent")
    assert title(small_plan(bought), "budget.art_groups", "tab-arter").startswith("Kjøp av varer og tjenester er 77")


def test_checks_name_only_the_states_that_occur() -> None:
    held = [one for one in view_of(small_plan()).checks if one.state == "holds"]
    view = view_of(small_plan(), checks=tuple(held))
    assert table(make("budget.checks", view), "tab-kontroll").title == f"Alle {len(held)} kontroller holder"
    assert not make("budget.checks", view_of(small_plan(), checks=())).nodes


def test_a_sum_that_would_leave_out_an_unstated_frame_is_not_made() -> None:
    stated, unstated = school_project(cost_frame=20_000_000, area="1"), school_project(number="101", area="1")
    found = table(make("budget.projects", view_of(small_plan(projects=(stated, unstated)))), "tab-investeringer")
    total = found.rows[-1]
    assert total.cells[1].reason == "kostnadsrammen mangler for ett prosjekt"
    assert total.cells[-1].missing == "not_available"


def test_facts_count_projects_in_words() -> None:
    def words(*projects: object) -> str:
        (facts,) = make("budget.area_facts", view_of(small_plan(projects=projects)), area="1").nodes
        assert isinstance(facts, Facts)
        return facts.items[1][2]

    assert words() == "Ingen prosjekter i planen"
    assert words(school_project(area="1")) == "Ett prosjekt i planen"
    assert words(school_project(area="1"), school_project(number="101", area="1")) == "2 prosjekter i planen"


def test_a_project_that_others_pay_for_is_told_in_words() -> None:
    paid = OtherFinancing("Husbanken", "810", "222", (3_000_000, 0, 0, 0))
    project = school_project(
        area="1", description="En ny skole.", adopted_earlier=4_000_000, carried_over=500_000, other_financing=(paid,),
        operating_effect=(0, 0, 200_000, -300_000),
    )  # fmt: skip
    (node,) = make("budget.project_texts", view_of(small_plan(projects=(project,)))).nodes
    assert isinstance(node, Measures)
    words = "".join(part.text for part in node.measures[0].consequence).replace(NBSP, " ")  # type: ignore[union-attr]
    assert words == (
        "Før 2027 er 4,0 mill. kr bevilget. 500 000 kr er overført fra 2026. Prosjektet får 3,0 mill. kr fra "
        "«Husbanken». Staten gir tilbake 2,5 mill. kr i merverdiavgift. I 2030 sparer prosjektet 300 000 kr i drift."
    )


def test_amounts_in_sentences_are_never_rounded_to_nothing() -> None:
    assert in_words(10_849_999, "nb") == f"10,8{NBSP}mill.{NBSP}kr"
    assert in_words(650_400, "nb") == f"650{NBSP}000{NBSP}kr"
    assert in_words(-499, "nb") == f"\u2212499{NBSP}kr"
    assert in_words(0, "en") == f"NOK{NBSP}0"


def test_a_change_has_a_percentage_only_where_one_makes_sense() -> None:
    assert change_in_words(100_000_000, 105_500_000, "nb").endswith("(5,5 prosent)")
    assert "prosent" not in change_in_words(500_000, 1_000_000, "nb")
    assert "prosent" not in change_in_words(-2_000_000, 2_000_000, "nb")
    assert change_in_words(7, 7, "nb") == "Uendret"


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ((), ""),
        ((2027,) * 4, " Planen er i 2027-priser."),
        ((2027, 2028, 2029, 2030), " Planen er i løpende priser."),
        ((2027, 2027, 2028, 2028), " Prisnivå i planen: 2027 i 2027-priser, 2028 i 2027-priser, 2029 i 2028-priser "),
    ],
)
def test_the_price_basis_is_the_plans_own(basis: tuple[int, ...], words: str) -> None:
    view = view_of(small_plan(price_basis=basis))
    assert with_prices("X.", view, "nb").startswith(f"X.{words}")


def test_measures_of_an_area_stand_once_each_with_explanation_and_consequence() -> None:
    measure = Change(
        "laerere", "Flere lærere", Category.NEW_MEASURE,
        (line("2000", "202", "010", 100_000, 200_000, 200_000, 200_000),),
        explanation="Elevtallet øker.", consequence="Klassene blir mindre.", area="1", goal="mestring",
        fte=(Decimal("0.5"), Decimal(1), Decimal(1), Decimal(1)), full_year_effect=240_000, priority=2,
    )  # fmt: skip
    invested = Change("tomt", "Tomtekjøp", Category.NEW_MEASURE, (), project="100", area="1")
    plan = small_plan(measure, invested, projects=(school_project(area="1"),))
    (section,) = make("budget.measures", view_of(plan, goal_titles={"mestring": "Alle mestrer"}), area="1").nodes
    assert isinstance(section, Section)
    (node,) = section.children
    assert isinstance(node, Measures)
    (found,) = node.measures
    assert (found.title, found.goal) == ("Flere lærere", "Alle mestrer")
    assert found.kind.replace(NBSP, " ") == "Varig, årsverk for 2030, 240 000 kr i et helt år, prioritet 2"
    assert found.full_time_equivalents is not None and found.full_time_equivalents.value == 1


def test_the_title_of_measures_says_how_many_they_are_and_what_they_come_to() -> None:
    one, two = school(5_000_000), school(1_500_000, id="skole-2")
    saved = school(-2_000_000, category=Category.SAVING, id="kutt")
    view = view_of(small_plan(one, two, saved))
    made = make("budget.measures", view, area="1")
    assert table(made, "tab-tiltak-1").title.replace(NBSP, " ") == "2 nye tiltak, til sammen +6,5 mill. kr i 2027"
    assert table(made, "tab-tiltak-innsparinger-1").title.replace(NBSP, " ") == (
        "Én innsparing, \u22122,0 mill. kr i 2027"
    )


@pytest.mark.parametrize("name", sorted(plans()))
def test_no_table_repeats_the_heading_above_it(name: str) -> None:
    for block, output in make_all(plans()[name]).items():
        for node in nodes_in(output.nodes):
            if isinstance(node, Section):
                assert [found.title for found in tables_in(node.children) if found.title == node.title] == [], block
