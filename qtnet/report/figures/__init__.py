"""The figures: each file has a `prepare_…` that makes the frame and a `draw_…` that makes the Plotly figure of it."""
