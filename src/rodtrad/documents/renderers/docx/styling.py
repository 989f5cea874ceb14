"""The styles, page, head and foot of the Word file. Everything that has a look has a named style, so that a
municipality can change the look in Word without touching the text."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from rodtrad.documents import labels
from rodtrad.documents.editions import Edition
from rodtrad.documents.renderers.docx import typeface, wordml

_NAVY, _INK, _GREY = RGBColor(0x00, 0x2C, 0x54), RGBColor(0x29, 0x2C, 0x30), RGBColor(0x5B, 0x5D, 0x60)
TABLE_SIZES = (("", 9), (" liten", 8), (" mindre", 7.5), (" minst", 7))
"""The endings of the table styles' names and their sizes in points."""
_HEADINGS = {1: (24, 0, 10), 2: (17, 20, 8), 3: (14, 16, 6), 4: (12, 14, 4), 5: (11, 12, 4), 6: (11, 12, 4)}


def _font(style: Any, size: float, colour: RGBColor, *, bold: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = typeface.NAME, Pt(size), bold, False
    font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), typeface.NAME)


def _space(style: Any, before: float, after: float, *, line: float = 1.15, next_: bool = False) -> None:
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line
    shape.keep_with_next = next_


def define_styles(document: Any, language: str) -> None:
    """The document's styles: Word's own for headings, captions and lists, and named ones for the rest."""
    styles = document.styles
    _font(styles["Normal"], 10, _INK)
    _space(styles["Normal"], 0, 6)
    for level, (points, above, below) in _HEADINGS.items():
        _font(styles[f"Heading {level}"], points, _NAVY, bold=True)
        _space(styles[f"Heading {level}"], above, below, line=1.0, next_=True)
    styles["Heading 1"].paragraph_format.page_break_before = True
    _font(styles["Title"], 34, _NAVY, bold=True)
    _space(styles["Title"], 6, 12, line=1.0)
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    _font(styles["Caption"], 11, _NAVY)
    _space(styles["Caption"], 14, 0, line=1.0, next_=True)
    _space(styles["Body Text"], 0, 6)
    _space(styles["List Bullet"], 0, 3)
    named = (
        ("Kommune", 14, _GREY, False, 170, 0, True),
        ("Ingress", 13, _INK, False, 0, 10, False),
        ("Tabellunderskrift", 9.5, _GREY, False, 0, 4, True),
        ("Stille tittel", 9.5, _INK, True, 6, 0, True),
        *(
            (f"{name}{ending}", size, _INK, False, 2, 2, False)
            for name in ("Tabelltekst", "Tabelltall")
            for ending, size in TABLE_SIZES
        ),
        ("Tabellnote", 8, _GREY, False, 2, 0, False),
        ("Bildetekst", 9, _GREY, False, 2, 10, False),
        ("Luft", 6, _INK, False, 0, 6, False),
        ("Note", 9, _GREY, False, 0, 6, False),
        ("Nummerert", 10, _INK, False, 0, 4, False),
        ("Nokkeltallsnavn", 9.5, _GREY, False, 6, 0, True),
        ("Nokkeltall", 16, _NAVY, False, 0, 0, True),
        ("Nokkeltallsord", 9.5, _INK, False, 0, 8, False),
        ("Tiltak", 11.5, _NAVY, True, 10, 2, True),
        ("Merknad", 11, _NAVY, True, 10, 2, True),
        ("Status", 13, _INK, True, 0, 6, False),
        ("Innholdstittel", 24, _NAVY, True, 0, 10, True),
    )
    for name, size, colour, bold, before, after, next_ in named:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _font(style, size, colour, bold=bold)
        _space(style, before, after, line=1.0 if name.startswith("Tabell") else 1.15, next_=next_)
    for ending, _ in TABLE_SIZES:
        styles[f"Tabelltall{ending}"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    styles["Nummerert"].paragraph_format.left_indent = Mm(7.5)
    styles["Nummerert"].paragraph_format.first_line_indent = Mm(-7.5)
    styles["Innholdstittel"].paragraph_format.page_break_before = True
    _callout_look(styles["Merknad"])
    for level in (1, 2, 3):
        contents = styles.add_style(f"TOC {level}", WD_STYLE_TYPE.PARAGRAPH)
        contents.base_style = styles["Normal"]
        _font(contents, 10, _NAVY if level == 1 else _INK, bold=level == 1)
        _space(contents, 6 if level == 1 else 0, 2)
        contents.paragraph_format.left_indent = Mm(6 * (level - 1))
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor(0x00, 0x5D, 0xB1), True
    table = styles.add_style("Budsjettabell", WD_STYLE_TYPE.TABLE)
    table.base_style = styles["Normal Table"]
    _default_language(styles, language)


def _callout_look(style: Any) -> None:
    style.element.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {wordml.NAMESPACES}><w:left w:val="single" w:sz="24" w:space="8" w:color="002C54"/></w:pBdr>'
        )
    )


def _default_language(styles: Any, language: str) -> None:
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    lang = defaults.find(qn("w:lang"))
    if lang is None:
        lang = parse_xml(f"<w:lang {wordml.NAMESPACES}/>")
        defaults.append(lang)
    lang.set(qn("w:val"), wordml.language_tag(language))


def set_page(document: Any, edition: Edition, reservation: str, address: str) -> None:
    """A4, margins, the running head with document and version, and the foot with address and page number."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(25), Mm(23)
    section.header_distance, section.footer_distance = Mm(12), Mm(11)
    language = edition.language
    head = section.header.paragraphs[0]
    foot = section.footer.paragraphs[0]
    version = f"{edition.status} \u00b7 {reservation}" if reservation else edition.status
    before, between, after = labels.text("page_of", language, page="\0", pages="\0").split("\0")
    pages = (
        wordml.run(before, language)
        + wordml.field("PAGE", "1", language)
        + wordml.run(between, language)
        + wordml.field("NUMPAGES", "1", language)
        + wordml.run(after, language)
    )
    _line(head, wordml.run(f"{edition.publisher.municipality} \u00b7 {edition.title}", language), version, language)
    _line(foot, wordml.run(address, language), "", language, pages)
    for name in ("Header", "Footer"):
        style = document.styles[name]
        _font(style, 8, _GREY)
        style.paragraph_format.tab_stops.clear_all()
        style.paragraph_format.tab_stops.add_tab_stop(Mm(174), WD_TAB_ALIGNMENT.RIGHT)


def _line(target: Any, left: str, right: str, language: str, runs: str = "") -> None:
    end = runs or wordml.run(right, language, bold=True)
    tab = "<w:r><w:tab/></w:r>"
    filled = parse_xml(f"<w:p {wordml.NAMESPACES}>{left}{tab}{end}</w:p>")
    for child in list(filled):
        target._p.append(child)
