"""Every number of a paper is to the letter what the page prints for the same thing."""

import pytest

from qtnet.report.figures.quality import prepare_quality
from qtnet.report.sections.section import Context
from qtnet.report.words.blocs import blocs_sentence
from qtnet.report.words.camps import camps_text
from qtnet.report.words.central import central_sentence
from qtnet.report.words.chance import beyond_chance, chance_sentence
from qtnet.report.words.headlines import byline, headlines
from qtnet.report.words.money import money_sentence
from qtnet.report.words.quality import quality_more
from qtnet.report.words.sentences import hedgers_sentence, size_sentence, text_of


@pytest.fixture(scope="module")
def context(inputs):
    return Context.of(inputs)


@pytest.fixture(scope="module")
def cards(inputs, context):
    return {card.label: card for card in headlines(inputs, context.names, context.layer_facts)}


def test_the_headline_of_the_page_is_the_number_of_the_paper(numbers, cards):
    card = cards["Bipolarity index, 0 to 1"]
    assert (card.value, card.interval) == (numbers.text("bipolarity/all"), numbers.text("bipolarity/all/interval"))
    assert numbers.text("bipolarity/all/p") in card.note
    assert numbers["bipolarity/all"].facts == card.facts
    assert numbers["bipolarity/all"].exploratory is (card.flag == "exploratory")


def test_the_most_central_actor_of_the_page_comes_first_in_the_paper(numbers, cards, inputs, context):
    card = next(card for label, card in cards.items() if "entral" in label)
    assert card.value == numbers.text("first/name")
    assert card.interval.endswith(numbers.text("first/ci"))
    assert card.facts == numbers["first"].facts
    said = text_of(central_sentence(inputs.centrality, inputs.network, context.names, len(inputs.documents)))
    assert f"{numbers.text('first/name')} {numbers.text('first/ci')}" in said


def test_money_blocs_and_quality_are_those_of_the_cards(numbers, cards):
    assert cards["Money named"].value == numbers.text("funding/all")
    assert cards["Money named"].interval.startswith(f"{numbers.text('funding/all/amounts')} amounts")
    assert cards["Money named"].facts == numbers["funding/all"].facts
    assert cards["Blocs"].value == numbers.text("blocs/number")
    assert f"repeated searches agree to {numbers.text('blocs/agreement')}" in cards["Blocs"].note
    quality = cards["Agreement with annotation, F1"]
    assert f"{quality.value} {quality.interval}" == numbers.text("quality/unseen/pair/f1/ci")
    assert numbers.text("quality/study/pair/f1/ci") in quality.note


def test_the_sentences_of_the_page_hold_the_numbers(numbers, inputs, context):
    chance = text_of(
        chance_sentence(inputs.bipolarity, inputs.null_draws, context.layer_facts, True, poles=context.names)
    )
    assert f" {numbers.text('bipolarity/all/ci')} on a scale" in chance
    assert f"({numbers.text('bipolarity/all/p')})" in chance
    assert f"gives {numbers.text('bipolarity/all/chance')} on average" in chance
    assert beyond_chance(inputs.bipolarity) == numbers.text("bipolarity/all/beyond-chance/ci")
    size = text_of(
        size_sentence(len(inputs.documents), inputs.ties, inputs.funding, inputs.network, len(inputs.network_actors))
    )
    assert size.startswith(
        f"{numbers.text('counts/documents')} documents gave {numbers.text('counts/statements')} ties"
    )
    assert f"{numbers.text('counts/amounts')} amounts of money" in size
    assert f"by {numbers.text('counts/ties/all')} distinct ties" in size
    assert text_of(money_sentence(inputs.funding_totals)).startswith(
        f"The documents name {numbers.text('funding/all')}"
    )
    assert f"leaves a weight of {numbers.text('frustration/all')} over" in camps_text(inputs.frustration)
    assert f"fall into {numbers.text('blocs/number')} blocs" in text_of(blocs_sentence(inputs.blocs, context.names))


def test_the_first_line_of_the_page_counts_alike(numbers, inputs):
    told = byline(inputs)
    for key, word in (("documents", "documents"), ("facts", "facts"), ("technologies", "technologies")):
        assert f"{numbers.text(f'counts/{key}')} {word}" in told
    assert f"{numbers.text('counts/ties/all')} ties among {numbers.text('counts/actors')} actors" in told


def test_rates_of_extraction_are_those_of_the_sentence(numbers, inputs):
    said = text_of(quality_more(inputs.quality, "", inputs.unseen))
    for rate in ("precision", "recall"):
        one = numbers[f"quality/unseen/pair/{rate}"]
        assert f"{rate} {100 * one.value:.0f} %" in said
        assert one.text().startswith("0.")  # a fraction as F1, where the sentence says per cent
    assert len(prepare_quality(inputs.quality)) > 0


def test_chances_of_standing_between_the_poles_are_those_of_the_sentence(numbers, inputs, context):
    said = text_of(hedgers_sentence(inputs.alignment, inputs.network, context.names, poles=inputs.poles))
    between = inputs.alignment[inputs.alignment["p_hedger"] > 0.5]["actor"].tolist()
    named = [a for a in between if f"{context.names[a]} {numbers.text(f'alignment/all/{a.lower()}/between')}" in said]
    assert named, said


def test_every_number_of_every_table_row_has_its_facts_and_its_words(numbers):
    assert len(numbers) > 300
    for key, one in numbers.items():
        assert one.label, key
        assert one.is_defined or one.reason, f"{key} is not defined and does not say why"


def test_all_numbers_of_the_index_are_exploratory_where_the_page_says_so(numbers, inputs):
    assert inputs.exploratory
    for key, one in numbers.items():
        if key.startswith(("bipolarity/all", "alignment/")) and one.kind == "estimate":
            assert one.exploratory, key
