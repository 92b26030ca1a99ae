from qtnet.extract.analysis import Mention
from qtnet.extract.confidence import frame_precision, mention_certainty, status_certainty
from qtnet.extract.vocabulary import STATUSES


def mention(source):
    return Mention(start=0, end=1, actor="a", kind="company", country="", source=source)


def test_a_better_record_is_more_certain():
    assert frame_precision(18, 18) > frame_precision(3, 5) > frame_precision(1, 4)


def test_a_known_name_is_surer_than_a_reference_and_that_than_an_unknown_name():
    assert (
        mention_certainty(mention("gazetteer"))
        > mention_certainty(mention("reference"))
        > mention_certainty(mention("unknown"))
    )


def test_plain_assertions_are_surest():
    assert max(STATUSES, key=status_certainty) == "active"
