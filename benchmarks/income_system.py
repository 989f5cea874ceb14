"""Income system: 357 municipalities x 20 years x S scenarios, 26 criteria, the whole country recomputed each time.

The peers are a bare numpy expression of the same arithmetic, a plain Python loop, and OpenFisca-Core in a virtual
environment of its own. Each measurement is a process of its own with one BLAS thread, so memory is its peak. Totals
must agree to 0.01 kr and the zero sums must hold before a time counts; OpenFisca keeps 32 bits, so it is shown how far
it is off.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from benchmarks._income_system_input import LIMIT, PER_CAPITA, RATES, YEARS, Base, FloatArray, Part, base, part
from benchmarks._income_system_peers import bare_numpy, plain_loop
from rodtrad.calculations.income_system.country import Country
from rodtrad.calculations.income_system.paths import Paths, Years, compute_in_chunks, compute_paths
from rodtrad.calculations.income_system.premises import Premises
from rodtrad.calculations.income_system.scenarios import Scenario, overlaid
from rodtrad.calculations.income_system.simulation import rules_of, simulate
from rodtrad.facts.income_system.keys import cost_key

OPENFISCA = "openfisca-core==46.0.1"
SIZES, SIZES_QUICK = (1, 10, 100, 1_000), (1, 10)
LARGEST_OPENFISCA = 100
CHUNK = 10
REPEATS = 5
AIM_EDIT_MS = 50
TOLERANCE_NOK = 0.01
FOLDER = Path(__file__).parent
MIB = 1024


def years_of(shared: Base) -> Years:
    """The shared input as the engine takes it."""
    follows = np.ones(len(shared.weights), dtype=bool)
    follows[-1] = False
    weights = np.broadcast_to(shared.weights, (YEARS, len(shared.weights)))
    return Years(shared.counts, shared.population, weights, follows, shared.previous)


def paths_of(given: Part) -> Paths:
    """A part's scenarios as the engine takes them."""
    fixed = [np.full(given.need.shape, value) for value in (PER_CAPITA, RATES[1], RATES[2], LIMIT)]
    return Paths(given.population, given.tax, given.need, fixed[0], given.symmetric_rate, *fixed[1:])


def chunks(shared: Base, scenarios: int) -> Iterator[Part]:
    """The scenarios, some at a time."""
    for start in range(0, scenarios, CHUNK):
        yield part(shared, start, min(start + CHUNK, scenarios))


def check(shared: Base) -> None:
    """The engine, the bare expression and the loop agree, and what must sum to zero does."""
    given = part(shared, 0, 2)
    found = compute_paths(years_of(shared), paths_of(given))
    loop = np.array(plain_loop(shared, part(shared, 0, 1)))
    for other, ours in ((bare_numpy(shared, given), found.total), (loop, found.total[:1])):
        assert np.abs(other - ours).max() <= TOLERANCE_NOK
    for amounts in (found.spending_equalisation, found.income_equalisation, found.income_guarantee):
        assert np.abs(amounts.sum(axis=-1)).max() <= TOLERANCE_NOK


def measure(engine: str, scenarios: int) -> dict[str, float]:
    """Seconds to load and to compute, and peak memory, of one engine; the process should do nothing else."""
    shared = base()
    years = years_of(shared)
    work: dict[str, Callable[[Part], object]] = {
        "engine": lambda given: compute_paths(years, paths_of(given)).total,
        "numpy": lambda given: bare_numpy(shared, given),
        "loop": lambda given: plain_loop(shared, given),
    }
    if engine == "threads":
        return _on_all_cores(shared, years, scenarios)
    compute = work[engine]
    if engine != "loop":
        compute(part(shared, 0, min(CHUNK, scenarios)))
    repeats = 1 if engine == "loop" or scenarios > CHUNK * 10 else REPEATS
    load: list[float] = []
    seconds: list[float] = []
    for _ in range(repeats):
        loading = computing = 0.0
        parts = chunks(shared, scenarios)
        while True:
            started = time.perf_counter()
            given = next(parts, None)
            if given is None:
                break
            loaded = time.perf_counter()
            compute(given)
            loading, computing = loading + loaded - started, computing + time.perf_counter() - loaded
        load.append(loading)
        seconds.append(computing)
    return {"load": min(load), "compute": min(seconds), "mib": _peak()}


def _on_all_cores(shared: Base, years: Years, scenarios: int) -> dict[str, float]:
    """Compute only: a few loaded chunks are taken round and round, so that loading does not count."""
    started = time.perf_counter()
    ready = [paths_of(given) for given in islice(chunks(shared, scenarios), 4)]
    loaded = time.perf_counter()
    count = -(-scenarios // CHUNK)
    best = float("inf")
    for _ in range(REPEATS if count <= 10 else 1):
        begun = time.perf_counter()
        for _amounts in compute_in_chunks(years, islice(cycle(ready), count), os.cpu_count() or 1):
            pass
        best = min(best, time.perf_counter() - begun)
    return {"load": loaded - started, "compute": best, "mib": _peak()}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


def in_process(engine: str, scenarios: int) -> dict[str, float]:
    """`measure` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.income_system", "--measure", engine, str(scenarios)]
    return dict(json.loads(_run(command)))


def _run(command: list[str]) -> str:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=FOLDER.parent, env=environment, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no answer")
    return done.stdout.strip()


def openfisca_python() -> Path:
    """The Python of a virtual environment with OpenFisca-Core, made once. Raises RuntimeError when it cannot be had."""
    folder = Path(tempfile.gettempdir()) / "rodtrad-benchmarks" / OPENFISCA.replace("==", "-")
    python, ready = folder / "bin" / "python", folder / "ready"
    if not ready.exists():
        venv.create(folder, with_pip=True, clear=True)
        _run([str(python), "-m", "pip", "install", "--quiet", OPENFISCA])
        ready.touch()
    return python


def openfisca(python: Path, shared: Base, scenarios: int, stacked: int) -> dict[str, float]:
    """The peer's measurement, with the largest difference in kroner from the engine's totals.

    `stacked` scenarios share one simulation.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "totals.npy"
        script = FOLDER / "_income_system_openfisca.py"
        figures = dict(json.loads(_run([str(python), str(script), str(scenarios), str(stacked), str(output)])))
        theirs = np.load(output)
    ours = compute_paths(years_of(shared), paths_of(part(shared, 0, min(scenarios, CHUNK)))).total
    figures["deviation"] = float(np.abs(theirs[: len(ours)] - ours).max())
    return figures


def edit_milliseconds() -> float:
    """The median time from one changed premise to new totals for all municipalities, with the key of 2025."""
    shared = base()
    counts, people = shared.counts[0], shared.population[0]
    names = tuple(f"{1000 + place:04d}" for place in range(len(people)))
    tax: FloatArray = part(shared, 0, 1).tax[0, 0]
    country = Country(names, tuple(cost_key(2025).weights), counts, people, tax, people)
    premises = Premises(2025).with_values({}, "benchmark")
    taken = []
    for number in range(20):
        started = time.perf_counter()
        changed, values = overlaid(country, premises, Scenario("s", own_population_growth={"1100": number / 1_000}))
        simulate(changed, rules_of(values, changed))
        taken.append((time.perf_counter() - started) * 1_000)
    return statistics.median(taken)


def run(full: bool) -> list[str]:
    """Markdown rows: engine, scenarios, load, compute, ratio to the engine, peak memory."""
    shared = base()
    check(shared)
    try:
        python: Path | None = openfisca_python()
        refused = ""
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        python, refused = None, str(error)
    rows = ["| What | S | load ms | compute ms | compute against the engine | peak MiB |", "|---|---|---|---|---|---|"]
    for scenarios in SIZES if full else SIZES_QUICK:
        ours = in_process("engine", scenarios)
        measured = {"engine, one thread": ours, f"engine, {os.cpu_count()} cores": in_process("threads", scenarios)}
        measured["bare numpy, same chunks"] = in_process("numpy", scenarios)
        if scenarios <= (CHUNK if full else 1):
            measured["plain Python loop"] = in_process("loop", scenarios)
        if python is not None and scenarios <= LARGEST_OPENFISCA:
            for stacked in sorted({1, scenarios}):
                figures = openfisca(python, shared, scenarios, stacked)
                off = f"up to {figures.pop('deviation'):,.0f} kr off"
                measured[f"{OPENFISCA}, {stacked} in a simulation, {off}"] = figures
        for name, figures in measured.items():
            ratio = figures["compute"] / ours["compute"]
            whole = (figures["load"] + figures["compute"]) / (ours["load"] + ours["compute"])
            rows.append(
                f"| {name} | {scenarios:,} | {figures['load'] * 1e3:,.1f} | {figures['compute'] * 1e3:,.2f} | "
                f"{ratio:,.2f}x (with load {whole:,.1f}x) | {figures['mib']:,.0f} |"
            )
    rows.append(
        f"| one premise edited, new totals for 357 (aim under {AIM_EDIT_MS} ms) | 1 | | {edit_milliseconds():.2f} | | |"
    )
    if refused:
        rows += ["", f"OpenFisca-Core was not measured: {refused}"]
    return rows


def main() -> None:
    """Print the rows; `--full` takes all sizes."""
    words = sys.argv[1:]
    if words[:1] == ["--measure"]:
        print(json.dumps(measure(words[1], int(words[2]))))
        return
    print("\n".join(run(full="--full" in words)))


if __name__ == "__main__":
    main()
