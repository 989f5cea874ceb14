"""Blocks of written text."""

from dataclasses import replace

from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import Node, Paragraph


@block("authoring.text", "Fritekst", requires=["authoring.section"])
def free_text(request: Request, nodes: tuple[Node, ...]) -> Output:
    """The text of the place `key`; with `lead: true` its first paragraph opens the page in larger letters."""
    if request.options.get("lead") and nodes and isinstance(nodes[0], Paragraph):
        nodes = (replace(nodes[0], lead=True), *nodes[1:])
    return Output(nodes)
