import pickle
import subprocess
import sys
import threading
import time
import zipfile

import numpy as np
import pytest

from tests.images import encoded, synthetic_image, write_dicom, write_png
from tests.imaging.poisonous_reading import HANGING
from tests.messages import unreadable
from xray_desktop.imaging import limits
from xray_desktop.imaging.isolated_reading import IsolatedReader, ReadingProcessFailed, _loads
from xray_desktop.imaging.preprocessing import Preprocessing, prepare
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.imaging.reading_process import STOP_SIGNAL
from xray_desktop.messages import message

POISONOUS = [sys.executable, "-m", "tests.imaging.poisonous_reading"]
SPEC = Preprocessing(size=64)

if STOP_SIGNAL is not None:
    import resource


@pytest.fixture(scope="module")
def reader():
    with IsolatedReader() as reader:
        yield reader


def poisonous_reader():
    return IsolatedReader(command=POISONOUS, time_limit=4.0)


def test_a_radiograph_read_elsewhere_is_the_radiograph_read_here(reader, tmp_path):
    file = write_dicom(tmp_path / "a.dcm", synthetic_image(bits=12), PatientName="Someone", WindowCenter=2000,
                       WindowWidth=900)  # fmt: skip
    here, there = read_radiograph(file), reader.read(file)
    assert np.array_equal(here.pixels, there.pixels)
    assert here.pixels.dtype == there.pixels.dtype
    assert not there.pixels.flags.writeable
    for name in set(here.__dataclass_fields__) - {"pixels"}:
        assert getattr(here, name) == getattr(there, name), name


def test_an_input_prepared_elsewhere_is_the_input_prepared_here(reader, tmp_path):
    file = write_png(tmp_path / "a.png", synthetic_image(200, 333, bits=16))
    radiograph = reader.prepare(file, SPEC)
    # Sums of single precision depend on the number of threads.
    assert np.abs(radiograph.input - prepare(read_radiograph(file), SPEC)).max() < 2e-6
    assert (radiograph.width, radiograph.height, radiograph.exclusion_reasons) == (333, 200, ())


def test_what_a_decoder_prints_itself_goes_nowhere(reader, tmp_path, capfd):
    data = bytearray(encoded(synthetic_image(), "TIFF", compression="tiff_lzw"))
    data[len(data) // 2 : len(data) // 2 + 40] = b"\xff" * 40
    (tmp_path / "damaged.tif").write_bytes(data)
    with pytest.raises(UnreadableRadiograph):
        read_radiograph(tmp_path / "damaged.tif")
    if not capfd.readouterr().err:
        pytest.skip("this libtiff keeps quiet by itself")
    with pytest.raises(UnreadableRadiograph):
        reader.read(tmp_path / "damaged.tif")
    assert capfd.readouterr() == ("", "")


def test_a_radiograph_in_an_archive_is_read_in_place(reader, tmp_path):
    file = write_png(tmp_path / "a.png", synthetic_image())
    with zipfile.ZipFile(tmp_path / "images.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, "deep/폐렴.png")
        archive.writestr("text.png", "hello")
    read = reader.read(tmp_path / "images.zip", member="deep/폐렴.png")
    assert np.array_equal(read.pixels, read_radiograph(file).pixels)
    assert read.name == "폐렴.png"
    with pytest.raises(UnreadableRadiograph):
        reader.read(tmp_path / "images.zip", member="text.png")
    with pytest.raises(UnreadableRadiograph):
        reader.read(tmp_path / "images.zip", member="none.png")


def test_the_message_of_an_unreadable_file_comes_through(reader, tmp_path):
    (tmp_path / "a.png").write_bytes(b"")
    with pytest.raises(UnreadableRadiograph) as here:
        read_radiograph(tmp_path / "a.png")
    with pytest.raises(UnreadableRadiograph) as there:
        reader.read(tmp_path / "a.png")
    assert here.value.message == there.value.message == message("file_empty", file="a.png")


@pytest.mark.parametrize("poison", ["crash", "exit"])
def test_a_crash_costs_one_message_and_the_next_radiograph_is_read(tmp_path, poison):
    bad = write_png(tmp_path / f"{poison}.png", synthetic_image())
    good = write_png(tmp_path / "good.png", synthetic_image())
    with poisonous_reader() as reader:
        for _ in range(2):
            with unreadable("decoder_crashed", file=f"{poison}.png"):
                reader.read(bad)
            assert reader.read(good).width == 360


@pytest.mark.timing
def test_a_hang_in_native_code_ends_at_the_time_limit_and_the_next_radiograph_is_read(tmp_path):
    bad = write_png(tmp_path / "hang.png", synthetic_image())
    good = write_png(tmp_path / "good.png", synthetic_image())
    with poisonous_reader() as reader:
        reader.read(good)
        started = time.monotonic()
        with unreadable("decoding_timed_out", file="hang.png", seconds=4):
            reader.read(bad)
        assert 3.9 < time.monotonic() - started < 12
        assert reader.read(good).width == 360


@pytest.mark.skipif(STOP_SIGNAL is None, reason="processor time is watched on POSIX systems")
def test_a_decoder_that_works_without_end_is_stopped_after_five_seconds_of_work(tmp_path):
    bad = write_png(tmp_path / "busy.png", synthetic_image())
    good = write_png(tmp_path / "good.png", synthetic_image())

    def used():
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime

    # A process counts when it has ended, and its start with it, which is slow on a slow processor.
    before = used()
    with IsolatedReader(command=POISONOUS, time_limit=200) as reader:
        reader.read(good)
    starting = used() - before
    with IsolatedReader(command=POISONOUS, time_limit=200) as reader:
        before = used()
        with unreadable("decoding_too_slow", file="busy.png"):
            reader.read(bad)
        assert 4 < used() - before < 7 + 2 * starting
        assert reader.read(good).width == 360


def test_large_files_are_given_more_time():
    assert limits.work_seconds(0) == limits.MIN_WORK_SECONDS
    assert limits.work_seconds(10 * 2**20) == limits.MIN_WORK_SECONDS + 10
    assert limits.work_seconds(limits.MAX_FILE_BYTES) == limits.MAX_WORK_SECONDS


def test_a_process_that_somebody_ended_is_started_again_and_no_radiograph_is_lost(tmp_path):
    good = write_png(tmp_path / "good.png", synthetic_image())
    with IsolatedReader() as reader:
        reader.read(good)
        reader._process.kill()
        assert reader.read(good).width == 360


@pytest.mark.timing
def test_closing_ends_a_reading_in_progress_at_once(tmp_path, monkeypatch):
    sign = tmp_path / "hanging"
    monkeypatch.setenv(HANGING, str(sign))
    bad = write_png(tmp_path / "hang.png", synthetic_image())
    reader = IsolatedReader(command=POISONOUS, time_limit=50)
    raised = []

    def read():
        try:
            reader.read(bad)
        except Exception as error:
            raised.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    while not sign.exists():
        assert thread.is_alive()
        time.sleep(0.01)
    started = time.monotonic()
    reader.close()
    thread.join(timeout=30)
    assert time.monotonic() - started < 1
    assert [type(error) for error in raised] == [ReadingProcessFailed]
    with pytest.raises(ReadingProcessFailed):
        reader.read(bad)


def test_the_process_ends_with_the_program(tmp_path):
    good = write_png(tmp_path / "good.png", synthetic_image())
    program = (
        "import os, sys; from xray_desktop.imaging.isolated_reading import IsolatedReader\n"
        f"reader = IsolatedReader(); reader.read({str(good)!r}); print(reader._process.pid, flush=True)\n"
        "os._exit(1)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    deadline = time.monotonic() + 60
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("command", [[sys.executable, "-c", "pass"], ["/nowhere/to/be/found"]])
def test_a_process_that_cannot_be_started_is_no_fault_of_the_radiograph(tmp_path, command):
    good = write_png(tmp_path / "good.png", synthetic_image())
    with (
        IsolatedReader(command=command) as reader,
        pytest.raises(ReadingProcessFailed) as raised,
    ):
        reader.read(good)
    assert raised.value.message.code in ("reading_process_not_started", "reading_process_exits")


def test_a_reply_cannot_build_anything_but_radiographs():
    class Harm:
        def __reduce__(self):
            return print, ("harm",)

    with pytest.raises(pickle.UnpicklingError, match="not allowed in a reply"):
        _loads([bytearray(pickle.dumps(Harm()))])
