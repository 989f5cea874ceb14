"""Second parts by area and by project."""

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.statements.evaluation import compute
from rodtrad.calculations.statements.second_parts import compute_second_part, second_part_differences

SCHOOL = {AccountKey("D", "202", "010"): (800, 810), AccountKey("D", "202", "600"): (-100, -100)}
CARE = {AccountKey("D", "253", "010"): (500, 520), AccountKey("D", "253", "590"): (40, 40)}
GENERAL = {AccountKey("D", "840", "800"): (-1_240, -1_270), AccountKey("D", "860", "990"): (-40, -40)}


def test_areas_sum_to_line_six_of_the_first_part() -> None:
    second = compute_second_part("5-4-2", {"Oppvekst": SCHOOL, "Helse": CARE, "": GENERAL})
    assert [(line.line, line.label, line.amounts) for line in second.lines] == [
        ("6.1", "Oppvekst", (700, 710)),
        ("6.2", "Helse", (500, 520)),
        ("6", "Sum bevilgninger drift, netto", (1_200, 1_230)),
    ]
    first = compute("5-4-1", SCHOOL | CARE | GENERAL)
    assert second_part_differences(second, first) == {"6": (0, 0)}


def test_what_no_area_owns_is_a_line_of_its_own() -> None:
    second = compute_second_part("5-4-2", {"Oppvekst": SCHOOL, "": CARE})
    assert second.line("6.2").label == "Ikke fordelt"
    assert second.line("6.2").amounts == (500, 520)


def test_an_area_left_out_shows_as_a_difference() -> None:
    second = compute_second_part("5-4-2", {"Oppvekst": SCHOOL})
    assert second_part_differences(second, compute("5-4-1", SCHOOL | CARE)) == {"6": (-500, -520)}


def test_projects_are_broken_down_by_kind_of_investment() -> None:
    projects = {
        "Ny skole": {AccountKey("I", "222", "230"): 900, AccountKey("I", "841", "729"): -180},
        "Kirketak": {AccountKey("I", "386", "470"): 50},
        "Egenkapitalinnskudd": {AccountKey("I", "170", "529"): 7},
    }
    second = compute_second_part("5-5-2", projects)
    amounts = {line.line: (line.label, line.amounts[0]) for line in second.lines}
    assert amounts["1.1"] == ("Ny skole", 900)
    assert amounts["2.1"] == ("Kirketak", 50)
    assert amounts["3.1"] == ("Egenkapitalinnskudd", 7)
    assert amounts["4"] == ("Utlån av egne midler", 0)
    assert amounts["sum"][1] == 957
    whole = {key: amount for project in projects.values() for key, amount in project.items()}
    differences = second_part_differences(second, compute("5-5-1", whole))
    assert set(differences.values()) == {(0,)}
