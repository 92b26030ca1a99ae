from qtnet.extract.frames.clauses import clauses
from qtnet.extract.frames.folds import fold
from qtnet.extract.frames.items import first_items
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.frames.proposing import propose


def skeleton(marked):
    """Show the folded row: slots as their members' names, `'s` possessive, `~` adjective, `?` examples."""
    row, _ = folded(marked)
    return show(row)


def folded(marked):
    analysis = analysis_of(marked)
    text = analysis.document.text
    return fold(first_items(analysis.sentences[0]), lambda start, end: text[start:end])


def show(row):
    return " ".join(item.text if item.slot is None else show_slot(item.slot) for item in row)


def show_slot(slot):
    names = "+".join(member.actor for member in slot.members)
    marks = ("'s" if slot.possessive else "") + ("~" if slot.adjective else "") + ("" if slot.together else "?")
    return f"<{names}{marks}>"


def test_articles_dates_and_brackets_are_left_out():
    assert skeleton("On Monday the [ACME] (NASDAQ: ACM) met [Nokia] in May 2023") == "<ACME> met <Nokia>"


def test_the_modal_may_is_no_month():
    assert skeleton("[ACME] may meet [Nokia]") == "<ACME> may meet <Nokia>"


def test_a_list_is_one_slot():
    assert skeleton("[A], [B] and [C] met") == "<A+B+C> met"


def test_possessive_members_do_not_join_a_list():
    assert skeleton("{Japan}'s [Sony] and {India} met") == "<Sony+India> met"


def test_an_introduction_belongs_to_its_name():
    assert skeleton("the {Finnish~} company [IQM] met the chip equipment maker [ASML]") == "<IQM> met <ASML>"


def test_a_relation_to_a_possessor_is_kept():
    assert skeleton("[Apple]'s supplier [Foxconn] grew") == "<Apple's> supplier <Foxconn> grew"


def test_a_government_is_its_state():
    assert skeleton("the {Dutch~} government and the government of {Japan} met") == "<Dutch+Japan> met"


def test_based_in_only_describes():
    assert skeleton("{US}-based [Qualcomm] grew") == "<Qualcomm> grew"


def test_examples_are_marked():
    assert skeleton("firms such as [A] and [B] met [C]") == "<A+B?> met <C>"


def test_two_actors_joined_by_a_hyphen_are_one_slot():
    assert skeleton("{US}-{India} talks") == "<US+India~> talks"


def test_an_apposition_is_set_aside():
    row, asides = folded("[Nokia], the vendor that supplies [Orange], met [Sony]")
    assert show(row) == "<Nokia> met <Sony>"
    assert [show(aside) for aside in asides] == ["<Nokia> vendor that supplies <Orange>"]


def test_a_second_verb_keeps_its_subject():
    row, asides = folded("[Nokia] grew fast and has supplied [Orange] with radios")
    assert "<Nokia> has supplied <Orange> with radios" in [show(clause) for clause in clauses(row, asides, None)]


def test_a_label_is_the_subject_of_what_follows():
    row, asides = folded("{UK} and {Canada}: These countries align with the {US}")
    shown = [show(clause) for clause in clauses(row, asides, None)]
    assert "<UK+Canada> these countries align with <US>" in shown


def test_a_state_before_its_companies_is_no_party() -> None:
    assert propose(analysis_of("[Acme] has begun partnering with {Norway} companies.")) == []
    assert propose(analysis_of("[Acme] has begun partnering with {Norway}.")) != []


def test_a_full_list_behind_its_class_acts_together():
    assert skeleton("the two firms – [A] and [B] – met [C]") == "<A+B> met <C>"


def test_the_place_of_listed_names_is_none_of_them():
    assert (
        skeleton("it unites firms from {Japan}, [A] and [B] among them")
        == "it unites firms from <Japan> , <A+B> among them"
    )


def test_a_new_clause_ends_a_list():
    assert skeleton("[A] works with [B], and [C] sells chips") == "<A> works with <B> , and <C> sells chips"


def test_who_says_it_is_left_out():
    assert skeleton("Its partner, [A] said on Monday, is [B]") == "its partner is <B>"


def test_a_counterpart_named_behind_is_the_actor():
    assert (
        skeleton("[A] and its {Israeli~} counterpart, the <MAFAT>, met")
        == "<A> and its <Israeli~> counterpart , <MAFAT> , met"
    )


def test_an_aside_within_an_aside_is_its_own():
    row, asides = folded("[X], a venture of [A], maker of chips, and the operator [B], grew")
    assert show(row) == "<X> grew"
    assert sorted(show(aside) for aside in asides) == ["<A> maker of chips", "<X> venture of <A+B>"]


def test_a_colon_behind_members_reads_as_are():
    assert skeleton("The members: [A] and [B]") == "members are <A+B>"


def test_a_colon_behind_a_bond_reads_as_of():
    assert skeleton("a new alliance: [A] and [B]") == "new alliance of <A+B>"


def test_what_interrupts_a_bond_and_its_party_is_left_out():
    assert skeleton("[A] has a pact, agreed for ten years, with [B]") == "<A> has pact with <B>"


def test_an_opening_phrase_is_no_member_of_the_list_behind_it():
    assert skeleton("Under <programme:AUKUS>, [A] and [B] will test clocks") == "under <AUKUS> , <A+B> will test clocks"


def test_that_of_stands_for_the_noun_before():
    assert skeleton("it aligned its law with that of {Japan}") == "it aligned its law with <Japan>"


def test_a_person_with_an_office_is_the_body():
    assert skeleton("Tai Hung, Director of <NARL>, met Pavol Novak, President of <SAV>, to talk") == (
        "<NARL> met <SAV> to talk"
    )


def test_its_compatriot_is_a_member_of_the_list():
    assert skeleton("[ACME] and its compatriot [IQM] supply [Nokia]") == "<ACME+IQM> supply <Nokia>"


def test_his_counterpart_is_a_member_of_the_list():
    assert skeleton("{Japan}'s minister and his {Indian~} counterpart met") == "<Japan+Indian> met"
    assert skeleton("the {Swiss~} minister and Kenji Ito, her {Irish~} counterpart, met") == "<Swiss+Irish> met"


def test_offices_of_two_actors_are_kept_apart():
    assert skeleton("{Ghana}'s minister and the chief executive of [ACME] met") == "<Ghana+ACME> met"


def test_people_with_and_without_office_act_for_whom_they_are_named_with():
    assert skeleton("{Ghana}'s Ana Silva and [ACME] met") == "<Ghana+ACME> met"
    assert skeleton("[ACME] chairman S. Vanath and [IQM] president Ana Silva met") == "<ACME+IQM> met"
    assert skeleton("{Ghana}'s Kumasi Plains met [ACME]") == "<Ghana's> kumasi plains met <ACME>"
    assert skeleton("[ACME] chief rivals met") == "<ACME> chief rivals met"
