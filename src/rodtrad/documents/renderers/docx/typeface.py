"""The product's typeface inside the Word file, so that every reader sees the same page whatever is installed.

Fonts are embedded as ECMA-376 part 4 (section 2.8.1) has it: the first 32 bytes are exclusive-ored with a key that the
font table names. The key depends on the font alone, so the same edition gives the same bytes. Inter may be embedded
(SIL Open Font Licence); a program that cannot use embedded fonts takes Calibri.
"""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from rodtrad.documents.pictures import FONTS
from rodtrad.documents.renderers.docx import wordml

NAME = "Inter"
_FILES = (("embedRegular", "Inter-Regular.ttf"), ("embedBold", "Inter-Bold.ttf"), ("embedItalic", "Inter-Italic.ttf"))
_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_HIDDEN_BYTES = 32


def embed(document: Any) -> None:
    """Put the typeface into the document and name it in its font table."""
    table = next(rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    embedded = []
    for number, (element, file) in enumerate(_FILES, start=1):
        key = str(uuid5(NAMESPACE_URL, f"rodtrad:{file}")).upper()
        part = Part(
            PackURI(f"/word/fonts/font{number}.odttf"),
            _OBFUSCATED,
            obfuscated((FONTS / file).read_bytes(), key),
            document.part.package,
        )
        relation = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
        embedded.append(f'<w:{element} r:id="{relation}" w:fontKey="{{{key}}}"/>')
    table._blob = (
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<w:fonts {wordml.NAMESPACES}>"
        f'<w:font w:name="{NAME}"><w:altName w:val="Calibri"/><w:panose1 w:val="02000503000000020004"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        '<w:sig w:usb0="E00002FF" w:usb1="1200A1FF" w:usb2="00000000" w:usb3="00000000" w:csb0="0000019F" '
        f'w:csb1="00000000"/>{"".join(embedded)}</w:font></w:fonts>'
    ).encode()
    zoom = document.settings.element.find(f"{{{wordml.MAIN}}}zoom")
    zoom.addnext(parse_xml(f"<w:embedTrueTypeFonts {wordml.NAMESPACES}/>"))


def obfuscated(font: bytes, key: str) -> bytes:
    """The font with its first bytes hidden by the key, or shown again."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1]
    head = bytes(byte ^ mask[index % len(mask)] for index, byte in enumerate(font[:_HIDDEN_BYTES]))
    return head + font[_HIDDEN_BYTES:]
