from dlcourse.lab.training.family import LINKS, MEMBERS, draw_family
from dlcourse.lab.training.rolling import OPTIMIZERS


def test_every_member_stands_in_its_place_with_its_year():
    found = {text.get_text(): text.get_position() for text in draw_family().axes[0].texts}
    for name, (year, right, up, _) in MEMBERS.items():
        assert found[f"{name}\n{year}"] == (right, up)


def test_an_arrow_leads_from_each_parent_to_a_later_child():
    arrows = [text for text in draw_family().axes[0].texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == len(LINKS)
    for (parent, child), arrow in zip(LINKS, arrows, strict=True):
        assert arrow.xy == MEMBERS[child][1:3]
        assert arrow.get_position() == MEMBERS[parent][1:3]
        assert MEMBERS[parent][0] <= MEMBERS[child][0]


def test_the_family_holds_all_optimizers_of_the_lesson():
    assert set(OPTIMIZERS) <= set(MEMBERS)
