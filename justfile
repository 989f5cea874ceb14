# What this repository can do. `just check` is the line that must be green before anything lands.

set shell := ["bash", "-euo", "pipefail", "-c"]

export CI := env("CI", "")

# List the recipes
default:
    @just --list

# Everything: format, lint, types, contracts, templates, and every test
check: lint test test-database

# Style, types, import contracts, templates
lint:
    uv run --frozen ruff format --check .
    uv run --frozen ruff check .
    uv run --frozen mypy
    uv run --frozen lint-imports
    uv run --frozen djlint src/rodtrad --lint --quiet

# The whole suite on the embedded database
test *arguments:
    uv run --frozen python -m tests.prerequisites
    uv run --frozen pytest -n 2 {{ arguments }}

# The tests marked `database` on a real PostgreSQL server
test-database *arguments:
    uv run --frozen python -m tests.external_server {{ arguments }}

# The full-size matrices that CI runs small
heavy:
    RODTRAD_HEAVY=1 uv run --frozen pytest -m heavy

# Every benchmark at full size, with a report in Markdown
bench *arguments:
    uv run --frozen --group bench python -m benchmarks {{ arguments }}

# Format the code
format:
    uv run --frozen ruff format .
    uv run --frozen ruff check --fix .
