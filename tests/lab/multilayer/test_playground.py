import pytest

from dlcourse.lab.multilayer.playground import ACTIONS, EPOCHS, PENALTIES, RATES, playground
from dlcourse.lab.multilayer.playground_data import DATA, FEATURES
from dlcourse.lab.multilayer.playground_model import ACTIVATIONS, Playground, train


def parts(plaything):
    """From heading to the controls below it."""
    return {
        column.children[0].value.removeprefix("<b>").removesuffix("</b>"): column.children[1:]
        for column in plaything.widget.children[0].children
    }


def test_the_menus_offer_everything():
    columns = parts(playground())
    assert list(columns) == ["Data", "Inputs", "Network", "Training"]
    assert columns["Data"][0].options == tuple(DATA)
    assert columns["Inputs"][0].options == tuple(FEATURES)
    assert columns["Network"][2].options == tuple(ACTIVATIONS)
    assert dict(columns["Training"][0].options) == {f"{rate:g}": rate for rate in RATES}
    assert dict(columns["Training"][1].options) == {f"{rate:g}": rate for rate in PENALTIES}


@pytest.mark.parametrize(
    ("column", "row", "field", "value"),
    [
        ("Data", 0, "data", "moons"),
        ("Data", 1, "noise", 0.4),
        ("Inputs", 0, "features", ("x₁", "x₁x₂")),
        ("Network", 0, "layers", 3),
        ("Network", 1, "neurons", 2),
        ("Network", 2, "activation", "swish"),
        ("Training", 0, "learning_rate", 0.3),
        ("Training", 1, "regularisation", 0.01),
    ],
)
def test_every_control_changes_its_field(column, row, field, value):
    plaything = playground()
    parts(plaything)[column][row].value = value
    assert getattr(plaything.state, field) == value


def test_the_buttons_train_and_the_player_goes_on():
    plaything = playground()
    _, _, step, box = parts(plaything)["Training"]
    button, player = box.children
    step.click()
    assert plaything.state.epochs == 1
    button.click()
    assert plaything.state.epochs == 1 + EPOCHS
    player.value = 1
    assert plaything.state.epochs == 1 + 2 * EPOCHS


def test_reset_and_new_data_start_afresh():
    state = train(Playground(), epochs=2)
    for label, field in [("Reset", "start"), ("New data", "draw")]:
        fresh = ACTIONS[label](state)
        assert (fresh.epochs, fresh.trained) == (0, None)
        assert getattr(fresh, field) == 1


def test_it_starts_where_it_is_told():
    state = Playground(data="moons", layers=2)
    assert playground(state).state == state
