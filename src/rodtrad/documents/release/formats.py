"""The finished files of an edition: which format makes which file, and in what order they are offered.

Renderers are imported when they are used, so that a format that is not asked for costs nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from rodtrad.documents import search
from rodtrad.documents.editions import Edition
from rodtrad.documents.renderers.html import Download

DATA_FOLDER = "data"
TABLE_CSV = f"{DATA_FOLDER}/{{table}}.csv"
SEARCH_INDEX = f"{DATA_FOLDER}/search-index.json"


@dataclass(frozen=True)
class Format:
    """One finished file: `name` as the pages know it, the file's ending, and the renderer's module and function.

    `wants_address` says that the file prints the permanent address of the edition.
    """

    name: str
    suffix: str
    module: str
    function: str = "render"
    wants_address: bool = False


FORMATS = (
    Format("pdf", ".pdf", "rodtrad.documents.renderers.pdf", wants_address=True),
    Format("docx", ".docx", "rodtrad.documents.renderers.docx", wants_address=True),
    Format("xlsx", ".xlsx", "rodtrad.documents.renderers.xlsx"),
    Format("csv", "-csv.zip", "rodtrad.documents.renderers.csv_package", "render_zip"),
    Format("json", ".json", "rodtrad.documents.renderers.json_file"),
)


def finished_files(
    edition: Edition, address: str = "", formats: tuple[Format, ...] = FORMATS
) -> Iterator[tuple[str, bytes]]:
    """Path in the edition's folder -> bytes of every finished file, the tables' data and the search index."""
    for format_ in formats:
        render: Callable[..., bytes] = getattr(import_module(format_.module), format_.function)
        data = render(edition, address) if format_.wants_address else render(edition)
        yield f"{edition.id}{format_.suffix}", data
    package: Mapping[str, bytes] = import_module("rodtrad.documents.renderers.csv_package").render(edition)
    for name, data in package.items():
        yield f"{DATA_FOLDER}/{name}", data
    yield SEARCH_INDEX, search.build(edition).dumps()


def downloads(edition_id: str, sizes: Mapping[str, int], formats: tuple[Format, ...] = FORMATS) -> tuple[Download, ...]:
    """What the pages offer to download, from the sizes of the finished files by path."""
    paths = [(format_.name, f"{edition_id}{format_.suffix}") for format_ in formats]
    paths.append(("datapackage", f"{DATA_FOLDER}/datapackage.json"))
    return tuple(Download(name, path, sizes[path]) for name, path in paths if path in sizes)
