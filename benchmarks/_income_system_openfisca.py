"""The income-system benchmark in OpenFisca-Core: run by its own Python, prints one JSON line.

Usage: PYTHON _income_system_openfisca.py SCENARIOS STACKED OUTPUT.npy. A simulation per scenario is how it is used;
several stacked into one, with national sums per scenario, is the fastest way to ask it.
"""

import json
import resource
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from _income_system_input import CRITERIA, FIRST_YEAR, LIMIT, MUNICIPALITIES, PER_CAPITA, RATES, YEARS, base, part

Municipality = build_entity(key="municipality", plural="municipalities", label="Municipality", is_person=True)


def national(values):
    """The sum over each scenario's country, at every municipality."""
    sums = values.reshape(-1, MUNICIPALITIES).sum(axis=1)
    return np.repeat(sums, MUNICIPALITIES)


def variable(name, formula=None):
    """A yearly variable of municipalities; without a formula it is an input."""
    content = {"value_type": float, "entity": Municipality, "definition_period": DateUnit.YEAR, "label": name}
    if formula is not None:
        content["formula"] = formula
    return type(name, (Variable,), content)


def block(municipality, period):
    """Per capita grant and spending equalisation."""
    people, ratio = municipality("people", period), municipality("people", period) / municipality("base", period)
    share = np.zeros_like(people)
    weights = 0.0
    for k in range(CRITERIA):
        count = municipality(f"count_{k}", period)
        count = count * ratio if k < CRITERIA - 1 else count
        weight = municipality.simulation.weights[k]
        share += weight * count / national(count)
        weights += weight
    return people * PER_CAPITA + (share - people / national(people) * weights) * municipality("need", period)


def guarantee(municipality, period):
    """The income guarantee."""
    people, growth = (
        municipality("people", period),
        municipality("block", period) - municipality("block", period.last_year),
    )
    everybody = national(people)
    lifted = np.maximum(0, people * (national(growth) / everybody - LIMIT) - growth)
    return lifted - people * national(lifted) / everybody


def income(municipality, period):
    """Income equalisation with the addition and its financing."""
    people, tax = municipality("people", period), municipality("tax", period)
    everybody = national(people)
    at_average = people * national(tax) / everybody
    addition = RATES[1] * np.maximum(0, RATES[2] * at_average - tax)
    return municipality("rate", period) * (at_average - tax) + addition - people * national(addition) / everybody


def total(municipality, period):
    """Everything together."""
    return sum(municipality(name, period) for name in ("block", "guarantee", "income", "tax"))


def simulate(system, shared, given):
    """Load and compute some scenarios in one simulation: seconds for each, and totals (S, Y, M)."""
    scenarios = len(given.population)
    started = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(system, scenarios * MUNICIPALITIES)
    simulation.weights = shared.weights
    simulation.set_input("block", str(FIRST_YEAR - 1), np.tile(shared.previous, scenarios))
    for year in range(YEARS):
        period = str(FIRST_YEAR + year)
        simulation.set_input("people", period, given.population[:, year].ravel())
        simulation.set_input("base", period, np.tile(shared.population[year], scenarios))
        simulation.set_input("tax", period, given.tax[:, year].ravel())
        simulation.set_input("need", period, np.repeat(given.need[:, year], MUNICIPALITIES))
        simulation.set_input("rate", period, np.repeat(given.symmetric_rate[:, year], MUNICIPALITIES))
        for k in range(CRITERIA):
            simulation.set_input(f"count_{k}", period, np.tile(shared.counts[year, :, k], scenarios))
    loaded = time.perf_counter()
    found = [simulation.calculate("total", str(FIRST_YEAR + year)) for year in range(YEARS)]
    computed = time.perf_counter()
    totals = np.stack([each.reshape(scenarios, MUNICIPALITIES) for each in found], axis=1)
    return loaded - started, computed - loaded, totals


def main():
    """Compute all scenarios, `stacked` of them in one simulation; report seconds, peak memory and the totals."""
    scenarios, stacked, output = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    shared = base()
    system = TaxBenefitSystem([Municipality])
    inputs = ("people", "base", "need", "rate", "tax", *(f"count_{k}" for k in range(CRITERIA)))
    for name in inputs:
        system.add_variable(variable(name))
    for formula in (block, guarantee, income, total):
        system.add_variable(variable(formula.__name__, formula))
    load, compute, totals = 0.0, 0.0, []
    for start in range(0, scenarios, stacked):
        given = part(shared, start, min(start + stacked, scenarios))
        loading, computing, found = simulate(system, shared, given)
        load, compute = load + loading, compute + computing
        totals.append(found)
    np.save(output, np.concatenate(totals))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"load": load, "compute": compute, "mib": peak}))


if __name__ == "__main__":
    main()
