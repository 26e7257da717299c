from dlcourse.lab.sequences.unrolled import draw_unrolled


def words(fig):
    return [text.get_text() for text in fig.axes[0].texts if text.get_text()]


def test_each_step_shows_its_input_state_and_output():
    shown = words(draw_unrolled([1.0, 0.0], [0.0, 0.5, 0.25], [1.5, -2.0]))
    for label in (
        "h₀\n0.000",
        "h₁\n0.500",
        "h₂\n0.250",
        "x₁\n1",
        "x₂\n0",
        "y₁\n1.500",
        "y₂\n-2.000",
    ):
        assert label in shown


def test_each_step_has_the_same_weights():
    shown = words(draw_unrolled([1.0, 0.0, 2.0], [0.0] * 4, [1.0] * 3))
    assert [shown.count(name) for name in ("Whh", "Wxh", "Why")] == [3, 3, 3]


def test_an_output_of_none_is_left_out():
    shown = words(draw_unrolled([1.0, 0.0], [0.0, 0.5, 0.25], [None, -2.0]))
    assert shown.count("Why") == 1
    assert not any(text.startswith("y₁") for text in shown)


def test_gradients_stand_below_the_states_and_lead_back():
    forward = draw_unrolled([1.0], [0.0, 0.5], [None])
    back = draw_unrolled([1.0], [0.0, 0.5], [None], gradients=[0.1, -0.2])
    assert {"dL/dh₀ = 0.100", "dL/dh₁ = -0.200"} <= set(words(back))
    arrows = [len(fig.axes[0].texts) - len(words(fig)) for fig in (forward, back)]
    assert arrows[1] == arrows[0] + 1
