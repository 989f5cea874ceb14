"""The peers of the income-system benchmark that run beside the engine: a bare numpy expression and a plain loop."""

import numpy as np

from benchmarks._income_system_input import LIMIT, PER_CAPITA, RATES, Base, FloatArray, Part


def bare_numpy(shared: Base, given: Part) -> FloatArray:
    """The same arithmetic in one go, as somebody who knows numpy writes it; totals (S, Y, M)."""
    n, tax = given.population, given.tax
    people = n.sum(-1, keepdims=True)
    z = (n / shared.population).transpose(1, 0, 2)
    c = shared.counts[..., :-1]
    v = shared.weights[:-1] / (z @ c)
    share = z * (v @ c.transpose(0, 2, 1)) + shared.weights[-1] / n.shape[-1]
    spending = (share.transpose(1, 0, 2) - n / people * shared.weights.sum()) * given.need[..., None]
    block = n * PER_CAPITA + spending
    before = np.concatenate([np.broadcast_to(shared.previous, (len(n), 1, n.shape[-1])), block[:, :-1]], axis=1)
    growth = block - before
    lifted = np.maximum(0, n * (growth.sum(-1, keepdims=True) / people - LIMIT) - growth)
    guarantee = lifted - n * (lifted.sum(-1, keepdims=True) / people)
    at_average = n * (tax.sum(-1, keepdims=True) / people)
    addition = RATES[1] * np.maximum(0, RATES[2] * at_average - tax)
    symmetric = given.symmetric_rate[..., None] * (at_average - tax)
    income = symmetric + addition - n * (addition.sum(-1, keepdims=True) / people)
    return np.asarray(block + guarantee + income + tax)


def plain_loop(shared: Base, given: Part) -> list[list[list[float]]]:
    """The same rules cell by cell in plain Python, like a spreadsheet; totals by scenario, year and municipality."""
    counts, bases, weights = shared.counts.tolist(), shared.population.tolist(), shared.weights.tolist()
    last = len(weights) - 1
    answer = []
    for scenario in range(len(given.population)):
        before, years = shared.previous.tolist(), []
        for year, people in enumerate(given.population[scenario].tolist()):
            tax, everybody = given.tax[scenario, year].tolist(), sum(people)
            need, rate = float(given.need[scenario, year]), float(given.symmetric_rate[scenario, year])
            rows = [
                [count * (n / base) if k < last else count for k, count in enumerate(row)]
                for row, n, base in zip(counts[year], people, bases[year], strict=True)
            ]
            totals = [sum(row[k] for row in rows) for k in range(last + 1)]
            block = [
                n * PER_CAPITA
                + need * sum(w * (x / whole - n / everybody) for w, x, whole in zip(weights, row, totals, strict=True))
                for row, n in zip(rows, people, strict=True)
            ]
            national = (sum(block) - sum(before)) / everybody
            lifted = [max(0.0, n * (national - LIMIT) - (b - a)) for n, a, b in zip(people, before, block, strict=True)]
            average, paid = sum(tax) / everybody, sum(lifted) / everybody
            addition = [RATES[1] * max(0.0, RATES[2] * n * average - t) for n, t in zip(people, tax, strict=True)]
            financing = sum(addition) / everybody
            years.append(
                [
                    b + up - n * paid + rate * (n * average - t) + more - n * financing + t
                    for b, up, n, t, more in zip(block, lifted, people, tax, addition, strict=True)
                ]
            )
            before = block
        answer.append(years)
    return answer
