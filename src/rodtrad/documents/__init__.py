"""Documents as typed values: nodes, the blocks that make them, editions that freeze them, renderers that show them."""
