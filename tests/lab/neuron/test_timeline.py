import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from dlcourse.lab.neuron.timeline import EVENTS, draw_timeline


def test_events_run_from_1952_to_2017_in_order():
    years = [event.year for event in EVENTS]
    assert years == sorted(years)
    assert (years[0], years[-1]) == (1952, 2017)


def test_every_event_has_its_dot_at_its_year():
    ax = draw_timeline().axes[0]
    dots = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    np.testing.assert_array_equal(dots, [event.year for event in EVENTS])


def test_every_event_is_named_with_year_and_people():
    decades = ["1960", "1970", "1980", "1990", "2000", "2010"]
    words = [text.get_text() for text in draw_timeline().axes[0].texts]
    assert words[:6] == decades
    assert words[6:] == [
        word for event in EVENTS for word in (str(event.year), event.what, event.who)
    ]


def test_no_label_overlaps_another_or_leaves_the_picture():
    fig = draw_timeline()
    FigureCanvasAgg(fig).print_png(io.BytesIO())
    boxes = [text.get_window_extent() for text in fig.axes[0].texts]
    for index, box in enumerate(boxes):
        assert fig.bbox.x0 <= box.x0
        assert box.x1 <= fig.bbox.x1
        assert fig.bbox.y0 <= box.y0
        assert box.y1 <= fig.bbox.y1
        assert not any(box.overlaps(other) for other in boxes[index + 1 :])
