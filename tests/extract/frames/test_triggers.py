from qtnet.extract.frames.triggers import triggers


def tags(text):
    words = text.split()
    return triggers().longest(words, 0)


def test_the_longest_phrase_wins():
    assert tags("memorandum of understanding on chips")[0] == 3
    assert tags("memorandum on chips")[0] == 1


def test_irregular_forms_are_known():
    for form in ("sold", "struck", "withdrew", "bought"):
        assert any(tag.endswith(".ed") for tag in tags(form)[1]), form


def test_the_first_verb_of_a_phrase_is_inflected():
    assert "cooperate.ing" in tags("joining forces")[1]
    assert "codevelop.ed" in tags("jointly built a lab")[1]


def test_an_ordinary_word_carries_no_tie():
    assert tags("banana") == (0, frozenset())
