from dlcourse.lab.generalization.two_axes import draw_two_axes


def test_frames_go_round_columns_on_the_left_and_rows_on_the_right():
    left, right = draw_two_axes([[1, 10, 4], [3, 30, 6]]).axes
    assert len(left.patches) == 3
    assert len(right.patches) == 2
    assert all(frame.get_height() > frame.get_width() for frame in left.patches)
    assert all(frame.get_width() > frame.get_height() for frame in right.patches)


def test_both_tables_hold_the_numbers():
    for ax in draw_two_axes([[1, 10, 4], [3, 30, 6.5]]).axes:
        assert [text.get_text() for text in ax.texts] == ["1", "10", "4", "3", "30", "6.5"]
