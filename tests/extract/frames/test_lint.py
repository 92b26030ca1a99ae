from qtnet.extract.frames.frameset import read_frames
from qtnet.extract.frames.lint import lint, run_examples
from qtnet.extract.frames.triggers import read_triggers, triggers


def test_the_lexicons_have_no_doubled_unreachable_or_contradictory_entries():
    assert lint() == []


def test_every_frame_passes_its_own_sentences():
    assert run_examples() == []


def frames_of(folder, *bodies):
    text = "".join(f'[[frame]]\nid = "f{number}"\n{body}\n' for number, body in enumerate(bodies))
    (folder / "test.toml").write_text(text, encoding="utf-8")
    return read_frames(folder)


EXAMPLES = 'yes = ["{Japan} and {India} signed a pact => India - Japan"]\nno = ["{Japan} slept"]'


def test_a_doubled_pattern_is_reported(tmp_path):
    body = f'patterns = ["A+ ..3 @tie.n"]\npairs = ["within A"]\n{EXAMPLES}'
    assert lint(frames_of(tmp_path, body, body)) == ["frame 'f1': pattern 'A+ ..3 @tie.n' stands in frame 'f0' as well"]


def test_a_form_that_no_word_has_is_reported(tmp_path):
    known = frames_of(tmp_path, f'patterns = ["A+ ..3 @tie.ing"]\npairs = ["within A"]\n{EXAMPLES}')
    assert lint(known) == ["frame 'f0': no trigger word has the form '@tie.ing' of pattern 'A+ ..3 @tie.ing'"]


def test_a_rule_about_a_slot_that_no_pattern_has_is_reported(tmp_path):
    known = frames_of(tmp_path, f'patterns = ["A+ ..3 @tie.n"]\npairs = ["A x B"]\n{EXAMPLES}')
    assert lint(known) == ["frame 'f0': rule 'A x B' names slot B, which no pattern has"]


def test_a_frame_without_examples_is_reported(tmp_path):
    known = frames_of(tmp_path, 'patterns = ["A+ ..3 @tie.n"]\npairs = ["within A"]')
    assert lint(known) == ["frame 'f0' needs at least one sentence under 'yes' and one under 'no'"]


def test_a_wrong_example_is_reported_with_what_it_gave(tmp_path):
    yes = 'yes = ["{Japan} and {India} signed a pact => India - Peru"]'
    body = f'patterns = ["A+ ..6 @tie.n"]\npairs = ["within A"]\n{yes}'
    [failure] = run_examples(frames_of(tmp_path, body))
    assert failure.endswith("gave India - Japan, expected India - Peru")


def test_a_noun_of_friendship_and_hostility_is_reported(tmp_path):
    path = tmp_path / "triggers.toml"
    path.write_text(
        '[class.tie]\nnouns = ["pact"]\n[class.fight]\nnouns = ["pact"]\n'
        '[family]\ntie = "cooperation"\nfight = "rivalry"\n[irregular]\n[doubling]\nverbs = []\nsingle = []\n',
        encoding="utf-8",
    )
    failures = lint(lexicon=read_triggers(path))
    assert "noun 'pact' is of the contradictory families cooperation, rivalry" in failures


def test_every_class_says_what_it_means():
    assert triggers().classes >= set(triggers().families)
