"""Editions as accessible web pages that need no script, and the pages of the site around them."""

from rodtrad.documents.renderers.html.comparison_page import render_comparison
from rodtrad.documents.renderers.html.joined import Joined
from rodtrad.documents.renderers.html.pages import FragmentCache, render_files, render_html
from rodtrad.documents.renderers.html.site import Download, EditionSummary, SiteContext, summarise
from rodtrad.documents.renderers.html.site_pages import HIT_GROUPS, Hit, render_index, render_search

__all__ = [
    "HIT_GROUPS",
    "Download",
    "EditionSummary",
    "FragmentCache",
    "Hit",
    "Joined",
    "SiteContext",
    "render_comparison",
    "render_files",
    "render_html",
    "render_index",
    "render_search",
    "summarise",
]
