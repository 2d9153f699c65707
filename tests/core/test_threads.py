"""Threads of a piece of work: results in order, whole, and the same for any number of them."""

import threading

import numpy as np
import pytest

from coregix_core.threads import each, in_bands, using_threads


@pytest.mark.parametrize("count", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(count):
    with using_threads(count):
        assert each(lambda i: i * i, range(7)) == [i * i for i in range(7)]


def test_work_is_shared_by_as_many_threads_as_there_are():
    meet = threading.Barrier(2, timeout=10)
    with using_threads(2):
        each(lambda _: meet.wait(), range(2))


def test_work_within_work_is_not_spread_once_more():
    with using_threads(2):
        names = each(lambda _: set(each(lambda _: threading.current_thread().name, range(4))), range(2))
    assert [len(one) for one in names] == [1, 1]


def test_threads_are_one_where_nobody_said_more():
    assert each(lambda _: threading.current_thread(), range(3)) == [threading.current_thread()] * 3


@pytest.mark.parametrize("rows", [0, 1, 255, 1001])
@pytest.mark.parametrize("count", [1, 3])
def test_bands_hold_each_row_once(rows, count):
    seen = np.zeros(rows, int)

    def count_rows(band):
        seen[band] += 1

    with using_threads(count):
        in_bands(count_rows, rows)
    assert (seen == 1).all()


def test_what_fails_in_a_thread_fails_here():
    with using_threads(2), pytest.raises(ZeroDivisionError):
        each(lambda i: 1 // i, (1, 0))
