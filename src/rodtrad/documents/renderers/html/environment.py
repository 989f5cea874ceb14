"""The templates, compiled once in a process, and the few filters they use."""

import re
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rodtrad.documents import labels
from rodtrad.documents.renderers.html.tokens import mark, without_control_characters
from rodtrad.values.numbers import NBSP, format_number

_TOGETHER = re.compile(r"(?<=§) (?=\d)|(?<=\d) (?=\d{3}(?!\d))|(?<=\w) (?=[\u2212+](?:$|[,.;]))")
_DATE = re.compile(r"\s*\b\d{1,2}\.\d{1,2}\.\d{4}\b")


def show_date(iso: str) -> str:
    """An ISO 8601 date or time as a Norwegian date: 28.10.2026; other text is kept."""
    try:
        return datetime.fromisoformat(iso).strftime("%d.%m.%Y")
    except ValueError:
        return iso


def show_time(iso: str) -> str:
    """An ISO 8601 time as date and time: 28.10.2026 kl. 09.00."""
    try:
        return datetime.fromisoformat(iso).strftime(f"%d.%m.%Y kl.{NBSP}%H.%M")
    except ValueError:
        return iso


def version_name(status: str, date: str) -> str:
    """An edition's status without the date, where the date is its own and stands beside it."""
    found = _DATE.search(status)
    if found is None or found[0].strip() != show_date(date):
        return status
    return _DATE.sub("", status, count=1).strip(" ,") or status


def held(text: str) -> str:
    """The text where a line never ends within a number, after a paragraph sign, or before a lone plus or minus."""
    return _TOGETHER.sub(NBSP, text)


def show_size(size: int) -> str:
    """A number of bytes as kB (1000 bytes), or MB with one decimal from one million."""
    if size >= 1_000_000:
        return f"{format_number(size // 100_000)[:-1] or '0'},{size // 100_000 % 10}{NBSP}MB"
    return f"{format_number(max(1, size // 1000))}{NBSP}kB"


def _finalize(value: Any) -> Any:
    return without_control_characters(value) if type(value) is str else value


@cache
def environment() -> Environment:
    """Jinja with autoescape, strict about undefined names."""
    made = Environment(
        loader=PackageLoader("rodtrad.documents.renderers.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.do"],
    )
    made.filters |= {"date": show_date, "time": show_time, "size": show_size, "version": version_name, "held": held}
    made.globals |= {"label": labels.text, "mark": mark, "icon": icon}
    return made


@cache
def icon(name: str) -> Markup:
    """A drawing from the sprite; words stand beside it, so it is hidden from screen readers."""
    return Markup('<svg class="i" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>').format(
        mark("asset", "icons.svg"), name
    )


@cache
def macros(template: str) -> Any:
    """The macros of a template, as attributes."""
    return environment().get_template(template).module


def render(template: str, **values: Any) -> str:
    """A whole template."""
    return environment().get_template(template).render(**values)
