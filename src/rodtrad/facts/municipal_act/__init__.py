"""Facts of the Local Government Act (kommuneloven) that budget and plan are computed and judged by."""
