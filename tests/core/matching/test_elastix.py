"""The engine: arrays in, a transform out, from a process that may crash or hang without taking this one along."""

import os
import signal
import subprocess
import sys
import threading
import time
from unittest.mock import MagicMock

import numpy as np
import psutil
import pytest
from scenes import displaced, grid, textured

from coregix_core.errors import Cancelled, EngineError, MissingDependencyError
from coregix_core.geometry.transform import affine_transform
from coregix_core.matching import elastix
from coregix_core.matching.elastix import Elastix, Settings, _Iterations, _matrix, read_log
from coregix_core.threads import heard_by

GRID = grid(140, 120)
PIXEL = 2.0
EVERYWHERE = np.ones(GRID.shape, bool)
QUICK = {"shrink": (2, 1), "iterations": (60, 50), "samples": (1500, 2000)}


def images(truth):
    return textured(GRID).astype(np.float32), textured(GRID, truth).astype(np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the one engine works that most tests ask."""
    return tmp_path_factory.mktemp("engine")


@pytest.fixture(scope="module")
def engine(folder):
    with Elastix(folder, timeout=60) as engine:
        yield engine


@pytest.fixture
def own_engine(tmp_path):
    with Elastix(tmp_path) as engine:
        engine.start()
        yield engine


def solved(engine, truth, model="rigid", metric="correlation", change=None, **masks):
    fixed, shown = images(truth)
    settings = Settings(model, metric, **QUICK)
    return engine.register(fixed, shown if change is None else change(shown), masks.get("fixed", EVERYWHERE),
                           masks.get("moving", EVERYWHERE), settings)


def exact(truth, col, row):
    """Moving pixels of fixed pixels, by the truth."""
    return np.array(GRID.to_pixel(*truth(*GRID.to_world(col, row))))


CORNERS = np.array([[20.0, 120, 120, 20], [20, 20, 100, 100]])


def error(found, truth):
    """Largest error at places near the corners, in pixels."""
    return np.abs(found[:, :2] @ CORNERS + found[:, 2:] - exact(truth, *CORNERS)).max()


@pytest.mark.parametrize(("model", "truth"), [
    ("translation", displaced(5.0, -3.0)), ("rigid", displaced(5.0, -3.0, rotation_deg=1.5)),
    ("similarity", displaced(-4.0, 2.0, rotation_deg=-1, scale=1.01)),
    ("affine", displaced(3.0, 2.0, rotation_deg=1, scale=0.99))])
def test_each_model_is_solved_to_a_part_of_a_pixel(engine, model, truth):
    found = solved(engine, truth, model)
    assert found.shape == (2, 3)
    assert error(found, truth) < 0.1


def test_one_engine_answers_again_and_again_and_always_the_same(engine, tmp_path):
    truth = displaced(4.0, 2.0)
    first, second = solved(engine, truth), solved(engine, truth)
    np.testing.assert_array_equal(first, second)
    with Elastix(tmp_path) as another:
        np.testing.assert_array_equal(solved(another, truth), first)


def test_mutual_information_finds_what_has_another_contrast(engine):
    truth = displaced(4.0, -2.0)
    found = solved(engine, truth, "translation", "mutual-information", change=lambda v: np.abs(v - 3000))
    assert error(found, truth) < 0.3


def test_masked_pixels_are_not_looked_at(engine):
    """Half of the moving image went another way."""
    truth = displaced(2.0, 0.0)
    valid = EVERYWHERE.copy()
    valid[:, 60:] = False

    def spoilt(values):
        values = values.copy()
        values[:, 60:] = textured(GRID, displaced(8.0, 6.0))[:, 60:]
        return values

    assert error(solved(engine, truth, "translation", change=spoilt, fixed=valid, moving=valid), truth) < 0.1
    assert error(solved(engine, truth, "translation", change=spoilt), truth) > 1


def test_images_may_differ_in_size(engine):
    fixed, _ = images(displaced())
    found = engine.register(fixed, np.ascontiguousarray(fixed[10:, 5:]), EVERYWHERE, EVERYWHERE[10:, 5:],
                            Settings("translation", **QUICK))
    np.testing.assert_allclose(found, [[1, 0, -5], [0, 1, -10]], atol=0.2)


def test_images_without_a_solution_have_none(engine, folder):
    assert solved(engine, displaced(), fixed=~EVERYWHERE) is None
    assert error(solved(engine, displaced(1.0)), displaced(1.0)) < 0.1, "the engine goes on afterwards"
    assert "elastix" in read_log(folder).lower()


def test_settings_are_told_in_the_words_of_elastix():
    told = Settings("affine", "mutual-information", (8, 4, 1), (300, 200, 100), (1000, 2000, 3000)).parameter_map()
    schedule = ["8", "8", "4", "4", "1", "1"]
    expected = {
        "Transform": ["AffineTransform"], "Metric": ["AdvancedMattesMutualInformation"], "NumberOfResolutions": ["3"],
        "FixedImagePyramidSchedule": schedule, "MovingImagePyramidSchedule": schedule,
        "MaximumNumberOfIterations": ["300", "200", "100"], "NumberOfSpatialSamples": ["1000", "2000", "3000"]}
    assert {name: told[name] for name in expected} == expected
    assert len(told["RandomSeed"]) == 1
    assert all(isinstance(v, str) for values in told.values() for v in values)


@pytest.mark.parametrize("model", ["translation", "rigid", "similarity", "affine"])
@pytest.mark.parametrize("metric", ["correlation", "orientation", "mutual-information"])
def test_every_model_and_metric_has_a_word(model, metric):
    told = Settings(model, metric).parameter_map()
    assert told["Transform"][0].endswith("Transform")
    assert told["Metric"][0].startswith("Advanced")


def test_parameters_and_log_are_left_to_look_at(engine, folder):
    solved(engine, displaced(2.0), "rigid")
    assert '(Transform "EulerTransform")' in (folder / "elastix_rigid.txt").read_text()
    assert "EulerTransform" in read_log(folder)


def test_without_a_log_there_is_nothing_to_read(tmp_path):
    assert read_log(tmp_path) == ""


def soon(engine, number, delay=0.0):
    """Send the engine's process a signal as soon as it runs."""
    process = engine.start()
    timer = threading.Timer(delay, lambda: os.kill(process.pid, number))
    timer.start()
    return process


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
def test_a_crash_is_told_as_an_error(own_engine, number):
    soon(own_engine, number)
    with pytest.raises(EngineError, match=f"ended with code -{number:d}") as caught:
        solved(own_engine, displaced(2.0))
    assert ("out of memory" in str(caught.value)) == (number == signal.SIGKILL)


def test_the_last_words_of_a_crashed_process_are_told(tmp_path):
    words = "import sys; sys.stderr.write('terminate called\\n  what():  std::bad_alloc\\n'); sys.exit(3)"
    with (Elastix(tmp_path, command=[sys.executable, "-S", "-c", words]) as engine,
          pytest.raises(EngineError, match=r"ended with code 3.*bad_alloc.*out of memory")):
        solved(engine, displaced())


def test_a_process_that_hangs_is_stopped_in_time(tmp_path):
    began = time.monotonic()
    with Elastix(tmp_path, timeout=0.5) as engine:
        process = soon(engine, signal.SIGSTOP)
        with pytest.raises(EngineError, match="did not answer within"):
            solved(engine, displaced(2.0))
    assert time.monotonic() - began < 5
    assert process.returncode is not None


def test_what_cannot_be_started_is_told(tmp_path):
    with pytest.raises(EngineError, match="could not be started"):
        Elastix(tmp_path, command=[str(tmp_path / "no such program")]).start()


def test_its_iterations_are_heard_while_it_works(tmp_path):
    """Of a second pair in one folder too, whose log takes the place of the first one's."""
    with Elastix(tmp_path) as engine:
        for _ in range(2):
            heard = []
            with heard_by(heard.append):
                engine.register(*images(displaced(2.0)), EVERYWHERE, EVERYWHERE, Settings(iterations=(400, 400, 400)))
            assert sum(heard) > 300
            assert len([pieces for pieces in heard if pieces]) > 2


def test_a_caller_can_stop_it_while_it_works(tmp_path):
    def stop(_):
        raise Cancelled("enough")

    with Elastix(tmp_path) as engine:
        process = engine.start()
        with pytest.raises(Cancelled), heard_by(stop):
            engine.register(*images(displaced(2.0)), EVERYWHERE, EVERYWHERE, Settings())
    assert not psutil.pid_exists(process.pid)


def test_no_process_is_left_behind(tmp_path):
    before = {p.pid for p in psutil.Process().children(recursive=True)}
    with Elastix(tmp_path) as engine:
        solved(engine, displaced(2.0))
    with Elastix(tmp_path) as never_asked:
        assert never_asked.process_id is None
    with Elastix(tmp_path) as only_started:
        only_started.start()
    assert {p.pid for p in psutil.Process().children(recursive=True)} <= before


def test_a_process_ends_with_its_parent():
    """A parent that is killed cannot end its engine: the engine sees to it."""
    words = ("import pathlib, sys, time, coregix_core.matching.elastix as e; engine = e.Elastix(pathlib.Path('.'));"
             "print(engine.start().pid, flush=True); time.sleep(60)")
    with subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE, text=True) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    assert psutil.wait_procs([child], timeout=10)[1] == []


def test_the_wrong_build_is_told_by_the_process_too(tmp_path):
    (tmp_path / "SimpleITK.py").write_text("")
    words = (f"import sys; sys.path[:] = {[str(tmp_path), *sys.path]!r}; "
             "from coregix_core.matching.elastix import serve; serve()")
    with (Elastix(tmp_path, command=[sys.executable, "-c", words]) as engine,
          pytest.raises(MissingDependencyError) as caught):
        solved(engine, displaced())
    assert str(caught.value) == elastix.WRONG_SIMPLEITK


@pytest.mark.parametrize(("name", "parameters", "expected"), [
    ("TranslationTransform", [3.0, -4.0], displaced(3.0, -4.0, centre=(10.0, 20.0))),
    ("EulerTransform", [np.radians(5.0), 3.0, -4.0], displaced(3.0, -4.0, 5.0, centre=(10.0, 20.0))),
    ("SimilarityTransform", [1.1, np.radians(5.0), 3.0, -4.0], displaced(3.0, -4.0, 5.0, 1.1, (10.0, 20.0))),
    ("AffineTransform", [1.1, 0.2, -0.1, 0.9, 3.0, -4.0],
     affine_transform("affine", (10.0, 20.0), np.array([[1.1, 0.2], [-0.1, 0.9]]), np.array([3.0, -4.0]))),
])
def test_parameters_of_elastix_are_read_about_their_centre(name, parameters, expected):
    found = _matrix({"Transform": [name], "TransformParameters": list(map(str, parameters)),
                     "CenterOfRotationPoint": ["10", "20"]})
    for place in ((0.0, 0.0), (10.0, 20.0), (-7.0, 31.0)):
        assert found @ (*place, 1.0) == pytest.approx([float(v) for v in expected(*place)])


def test_the_schedule_has_both_axes_of_every_level():
    told = Settings(shrink=(4, 1), iterations=(5, 6), samples=(7, 8)).parameter_map()
    assert told["FixedImagePyramidSchedule"] == ["4", "4", "1", "1"]
    assert (told["NumberOfResolutions"], told["MaximumNumberOfIterations"]) == (["2"], ["5", "6"])
    assert told["NumberOfSpatialSamples"] == ["7", "8"]


@pytest.mark.parametrize(("said", "reason"), [
    ("\n  Exception thrown\n\nin x.cxx:9\nitk::ERROR: few samples\n", "itk::ERROR: few samples"),
    (" \n", "no reason given")])
def test_of_what_elastix_says_the_last_line_is_the_reason(monkeypatch, said, reason):
    def fails(*_):
        raise RuntimeError(said)

    monkeypatch.setattr(elastix, "_execute", fails)
    header = {"settings": {"model": "affine", "shrink": [2, 1]}, "work_dir": "", "console": False}
    assert elastix._answer(header, []) == {"error": reason}


def test_iterations_are_counted_once_each_and_an_earlier_pair_s_not_at_all(tmp_path):
    log = tmp_path / "elastix.log"
    log.write_text("1:ItNr\t2:Metric\n0\t-0.1\n1\t-0.2\n")
    counted = _Iterations(tmp_path)
    assert counted.more() == 0
    with log.open("a") as more:
        more.write("2\t-0.3\n3\t-0.4\n")
    assert counted.more() == 2
    assert counted.more() == 0
    # elastix begins its log anew with each pair.
    log.write_text("0\t-0.5\n")
    assert counted.more() == 1
    # Even one that is shorter by a single byte.
    log.write_text("0\t-0.6")
    assert counted.more() == 1
    log.unlink()
    assert counted.more() == 0


def test_if_nothing_else_is_asked_for_three_levels_lead_to_a_rigid_motion():
    told = Settings().parameter_map()
    assert (told["Transform"], told["Metric"]) == (["EulerTransform"], ["AdvancedNormalizedCorrelation"])
    assert told["MovingImagePyramidSchedule"] == ["4", "4", "2", "2", "1", "1"]
    assert told["MaximumNumberOfIterations"] == ["120", "100", "80"]
    assert told["NumberOfSpatialSamples"] == ["3000", "3000", "6000"]


def test_each_mask_is_that_of_its_own_image(engine):
    """Half of the moving image went another way: the fixed mask alone leaves out what lies there."""
    truth = displaced(2.0, 0.0)
    valid = EVERYWHERE.copy()
    valid[:, 60:] = False
    other = textured(GRID, displaced(8.0, 6.0)).astype(np.float32)
    found = solved(engine, truth, "translation", change=lambda v: np.where(valid, v, other), fixed=valid)
    assert error(found, truth) < 0.2


def test_work_is_divided_alike_whatever_the_machine_has(monkeypatch):
    """Sums over work units differ in their last bits from one number of them to another."""
    asked = []

    class Solver:
        def __getattr__(self, name):
            return lambda *values: asked.append((name, *values))

        def Execute(self):  # noqa: N802 - as SimpleITK calls it
            raise InterruptedError

    itk = MagicMock(ElastixImageFilter=Solver)
    monkeypatch.setitem(sys.modules, "SimpleITK", itk)
    with pytest.raises(InterruptedError):
        elastix._execute(MagicMock(model="rigid"), [np.zeros((4, 4))] * 4, "folder", False)
    assert ("SetNumberOfThreads", 2) in asked
