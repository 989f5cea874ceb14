"""Two editions are compared by stable ids; what is missing is never taken for zero."""

from decimal import Decimal

from tests.documents.sample_edition import amended_edition, sample_edition

from rodtrad.documents.comparison import Done, RunKind, compare
from rodtrad.documents.comparison.figures import difference
from rodtrad.documents.comparison.words import compare_words
from rodtrad.documents.tables import EMPTY, CellKind, Missing, missing, number, words


def test_edition_does_not_differ_from_itself() -> None:
    assert compare(sample_edition(), sample_edition()).is_empty


def test_new_and_removed_measures_differ_by_their_whole_amounts() -> None:
    found = {m.measure.id: m for m in compare(sample_edition(), amended_edition()).measures.changes}
    assert found["sommerjobb"].done is Done.NEW
    assert [c.value for c in found["sommerjobb"].differences] == [350_000] * 4
    assert found["bekken"].done is Done.CUT_REMOVED
    assert [c.value for c in found["bekken"].differences] == [0, 1_750_000, 4_200_000, 4_200_000]
    assert set(found) == {"sommerjobb", "bekken"}


def test_comparison_the_other_way_has_opposite_signs() -> None:
    forth, back = compare(sample_edition(), amended_edition()), compare(amended_edition(), sample_edition())
    assert forth.changed_cells == back.changed_cells
    there = {c.address: c.difference.value for t in forth.tables for c in t.cells}
    here = {c.address: c.difference.value for t in back.tables for c in t.cells}
    assert there == {address: -value for address, value in here.items()}  # type: ignore[operator]


def test_changed_cells_are_found_by_address() -> None:
    tables = {t.table.id: t for t in compare(sample_edition(), amended_edition()).tables}
    cells = {c.address: c for c in tables["tab-ramme-oppvekst"].cells}
    assert cells["tab-ramme-oppvekst:ramme:2028"].difference == number(1_750_000, signed=True)
    assert "tab-ramme-oppvekst:ramme:2027" not in cells


def test_missing_number_gives_no_difference() -> None:
    gone = missing(Missing.NOT_AVAILABLE)
    assert difference(gone, number(5)).kind is CellKind.MISSING
    assert difference(number(5), gone).kind is CellKind.MISSING
    assert difference(None, number(5)) == number(5, signed=True)
    assert difference(words("a"), words("b")) == EMPTY


def test_key_figures_differ_by_value() -> None:
    (change,) = compare(sample_edition(), amended_edition()).key_figures
    assert (change.after.id, change.difference.value) == ("resultat", Decimal("-0.2"))


def test_words_are_compared_word_by_word() -> None:
    runs = compare_words("Biblioteket holder åpent 24 timer i uka.", "Biblioteket holder åpent 31 timer i uka.")
    assert [(r.kind, r.text) for r in runs] == [
        (RunKind.SAME, "Biblioteket holder åpent "),
        (RunKind.REMOVED, "24"),
        (RunKind.ADDED, "31"),
        (RunKind.SAME, " timer i uka."),
    ]


def test_runs_put_together_are_the_two_texts() -> None:
    old = "Kommunen har tre skoler. Fra august 2028 foreslås det å legge ned Bekken skole."
    new = "Kommunen har tre skoler og en SFO. Bekken skole skal bestå i hele perioden, med 3,0 promille."
    runs = compare_words(old, new)
    before = "".join(r.text for r in runs if r.kind is not RunKind.ADDED)
    after = "".join(r.text for r in runs if r.kind is not RunKind.REMOVED)
    assert (before.split(), after.split()) == (old.split(), new.split())


def test_changed_text_keeps_its_place_and_language() -> None:
    texts = {t.target: t for t in compare(sample_edition(), amended_edition()).texts}
    assert texts["kultur"].language == "nn"
    assert texts["kultur"].page == "2.2 Kultur og fritid"
    assert set(texts) == {"kultur", "vedtak"}
