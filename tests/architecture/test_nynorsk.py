"""What is written in nynorsk is nynorsk: no bokmål word forms in the words of the product or of the demo."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import rodtrad

ROOT = Path(rodtrad.__file__).parent
FILES = sorted(
    path
    for path in ROOT.rglob("*")
    if path.suffix in (".yaml", ".md") and (path.name in ("nn.yaml", "glossary.nn.yaml") or "nn" in path.parts)
)
TEMPLATES = sorted((ROOT / "features" / "budget").glob("*_plan.yaml"))
BOKMAL = re.compile(
    r"\b(ikke|hva|hvor|hvordan|hvorfor|hvem|hver|hvert|hvis|noe|noen|de|en|et|være|gjøre|mer|mye|bare|samme|hele|egen|"
    r"egne|eget|selv|ble|blitt|sier|kommer|koster|ligger|øker|mangler|holder|gjelder|heter|endrer|låser|"
    r"beregn\w*|berekn\w*|regn\w*|bevilg\w*|lønn|tall|tallene|\w*tall|måned\w*|uke\w*|uten|mellom\w+som|tjenest\w*|"
    r"innbyggere?|innbyggerne|kommuner|satser|artene|gjeldende|vedtatt\w*|vedtas|foreslår|forslag\w*|"
    r"kommunens|kommunestyrets|budsjettets|skoler|barnehager|årene|områdene|områder|tiltakene|prosjektene|prosjekter|"
    r"\w+inger|\w+ingene|\w+elser|\w+elsene|\w+heter|\w+hetene)\b",
    re.IGNORECASE,
)


def texts(value: Any) -> Iterator[str]:
    """Every text of a YAML document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def titles(value: Any) -> Iterator[dict[str, str]]:
    """The titles of a template, by language."""
    if isinstance(value, dict):
        if isinstance(value.get("nb"), str):
            yield value
        for part in value.values():
            yield from titles(part)
    elif isinstance(value, list):
        for part in value:
            yield from titles(part)


def bokmal_in(text: str) -> list[str]:
    """The bokmål words of a text; what stands between braces is a name and no word."""
    return BOKMAL.findall(re.sub(r"\{[^}]*\}|«[^»]*»|\(\w+:[^)]*\)|`[^`]*`", " ", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nynorsk_files_hold_no_bokmal(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    parts = [written] if path.suffix == ".md" else list(texts(yaml.safe_load(written)))
    assert {part: found for part in parts if (found := bokmal_in(part))} == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nynorsk_titles_of_templates_hold_no_bokmal(path: Path) -> None:
    written = list(titles(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert written
    assert [word for title in written for word in bokmal_in(title["nn"])] == []
    assert [title for title in written if set(title) != {"nb", "nn", "en"}] == []


def test_a_bokmal_word_is_found() -> None:
    assert bokmal_in("Vedteke før og nødvendige justeringer") == ["justeringer"]
    assert bokmal_in("Hvor mye koster det? {noe}") == ["Hvor", "mye", "koster"]
