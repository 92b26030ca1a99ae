from hypothesis import given
from hypothesis import strategies as st

from qtnet.extract.evidence import whole_words


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_quotation_never_cuts_a_word(text, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    start, end = whole_words(text, start, end)
    quoted = text[start:end]
    if quoted:
        assert quoted == quoted.strip()
        assert start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
        assert end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
