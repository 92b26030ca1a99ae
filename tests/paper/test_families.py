"""What families of numbers say of themselves: units, what was counted, what a sum leaves out."""

from dataclasses import replace

import pandas as pd

from qtnet.paper.families.blocs import bloc_numbers
from qtnet.paper.families.money import money_numbers
from qtnet.paper.vocabulary import Vocabulary


def test_all_scores_of_the_extraction_are_fractions(numbers):
    scores = [one for key, one in numbers.items() if key.startswith("quality/") and key.endswith(("recall", "f1"))]
    assert scores
    assert not any("%" in text for one in scores for form, text in one.forms.items() if form in ("est", "ci"))


def test_frustration_rests_on_pairs_of_actors(numbers):
    assert numbers["frustration/all"].counted == "pairs"


def test_a_p_value_counts_the_observed_network_among_the_random_ones(numbers):
    said = "(1 + number of random networks with at least the observed value) / (number + 1)"
    assert said in numbers["bipolarity/all"].method


def test_a_sum_of_money_says_what_it_leaves_out_and_what_leads_it(inputs):
    totals = inputs.funding_totals.assign(unnamed_usd=0.0, facts_unnamed=[()] * len(inputs.funding_totals))
    totals.loc[0, "unnamed_usd"] = 5e9
    totals.at[0, "facts_unnamed"] = ("m1",)
    flows = inputs.funding_flows.iloc[:1].assign(amount_usd=totals["amount_usd"].sum() / 4)
    given = replace(inputs, funding_totals=totals, funding_flows=flows)
    whole = next(one for one in money_numbers(Vocabulary.of(given)) if one.key == "funding/all")
    assert whole.label.startswith("money with a payer or a recipient named")
    assert "Not counted: US$5 bn without payer and recipient." in whole.reason
    assert ", 25%." in whole.reason


def test_who_is_alone_is_no_bloc_but_told(inputs):
    blocs = pd.DataFrame(
        {"layer": "(all)", "actor": ["CN", "JP", "RU", "US", "XX"], "estimate": [1.0, 2, 1, 2, 3], "stability": 1.0}
    )
    own = blocs.reindex(columns=inputs.blocs.columns)
    found = {one.key: one for one in bloc_numbers(Vocabulary.of(replace(inputs, blocs=own)))}
    assert (found["blocs/number"].value, found["blocs/in-words"].text()) == (2, "2 and 1 actor alone")
