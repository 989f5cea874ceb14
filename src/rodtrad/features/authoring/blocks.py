"""Blocks of written text."""

from dataclasses import replace

from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import Node, Paragraph, TableNode, Timeline, TimelineEvent


@block("authoring.text", "Fritekst", requires=["authoring.section"])
def free_text(request: Request, nodes: tuple[Node, ...]) -> Output:
    """The text of the place `key`; with `lead: true` its first paragraph opens the page in larger letters."""
    if request.options.get("lead") and nodes and isinstance(nodes[0], Paragraph):
        nodes = (replace(nodes[0], lead=True), *nodes[1:])
    return Output(nodes)


@block("authoring.timeline", "Framdrift", requires=["authoring.section"])
def timeline(request: Request, nodes: tuple[Node, ...]) -> Output:
    """The steps of the treatment: the text's first table, with when, what, a remark and how far it has come."""
    table = next((node.table for node in nodes if isinstance(node, TableNode)), None)
    if table is None:
        return Output(nodes)
    events = []
    for row in table.rows:
        title, remark, state = (*(str(cell.value or "") for cell in row.cells), "", "", "")[:3]
        events.append(TimelineEvent(row.label, title, remark, state))
    before = tuple(node for node in nodes if not isinstance(node, TableNode))
    return Output((*before, Timeline(str(request.options["key"]), tuple(events))))
