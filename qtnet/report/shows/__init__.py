"""The exhibits of the page, by the question that they answer: which frame, figure and words belong together."""
