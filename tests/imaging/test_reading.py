"""Reading a file: every failure is one message, whatever the path."""

import os
import socket
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.images import dicom_bytes, encoded, synthetic_image, write_dicom, write_jpeg, write_png
from xray_desktop.imaging import UnreadableRadiograph, limits, read_radiograph
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.messages import Message, message

RADIOGRAPH = synthetic_image(120, 150)


def failure(path: Path) -> Message:
    """Why a file cannot be read."""
    with pytest.raises(UnreadableRadiograph) as raised:
        read_radiograph(path)
    text = str(raised.value)
    assert text.endswith("."), text
    assert "\n" not in text
    assert str(path.parent) not in text, "the folder is not the message's business"
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
    return raised.value.message


def test_the_kind_is_known_by_content_and_not_by_name(tmp_path: Path) -> None:
    write_jpeg(tmp_path / "image.dcm", RADIOGRAPH)
    write_dicom(tmp_path / "image.jpg", RADIOGRAPH)
    write_png(tmp_path / "no suffix", RADIOGRAPH)
    assert read_radiograph(tmp_path / "image.dcm").format == "JPEG"
    assert read_radiograph(tmp_path / "image.jpg").format == "DICOM"
    assert read_radiograph(tmp_path / "no suffix").format == "PNG"


def test_names_of_any_script_are_kept(tmp_path: Path) -> None:
    path = write_png(tmp_path / "흉부 사진, Ünïcode 🫁.png", RADIOGRAPH)
    assert read_radiograph(path).name == path.name
    assert read_radiograph(str(path)).name == path.name


@pytest.mark.skipif(os.name != "posix", reason="names that are not text exist on POSIX only")
def test_a_name_that_is_not_text_is_read_and_printable(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bad\xff\nname.png")
    write_png(path, RADIOGRAPH)
    name = read_radiograph(path).name
    assert name.isprintable()
    assert name.encode("utf-8")


def test_a_missing_file(tmp_path: Path) -> None:
    assert failure(tmp_path / "gone.png") == message("file_not_found", file="gone.png")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "radiographs").mkdir()
    assert failure(tmp_path / "radiographs").code == "file_is_a_folder"


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    assert failure(tmp_path / "empty.jpg").code == "file_empty"


def test_text_renamed(tmp_path: Path) -> None:
    (tmp_path / "note.jpg").write_text("No pneumonia today.\n" * 50)
    assert "a text file" in str(failure(tmp_path / "note.jpg"))


def test_a_web_page_called_dicom(tmp_path: Path) -> None:
    (tmp_path / "scan.dcm").write_text("<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>")
    assert "a web page" in str(failure(tmp_path / "scan.dcm"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = write_png(tmp_path / "secret.png", RADIOGRAPH)
    path.chmod(0)
    assert failure(path).code == "file_not_permitted"


def test_a_permission_that_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_png(tmp_path / "secret.png", RADIOGRAPH)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert failure(path).code == "file_not_permitted"


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_png(tmp_path / "image.png", RADIOGRAPH)

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("builtins.open", fail)
    reason = message("os_input_output")
    assert failure(path) == message("file_not_readable", file="image.png", reason=reason)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert failure(tmp_path / "pipe.png").code == "file_is_a_device"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets in the file system here")
def test_a_socket_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.png")
        assert failure(tmp_path / "s.png").code == "file_is_a_device"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop.png").symlink_to(tmp_path / "loop.png")
    reason = message("os_link_circle")
    assert failure(tmp_path / "loop.png") == message("file_not_readable", file="loop.png", reason=reason)


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert failure(tmp_path / "a\0b.png").code == "file_name_invalid"


def test_a_file_beyond_the_bound_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.dcm"
    with path.open("wb") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)  # sparse: takes no room
    assert failure(path) == message("file_too_large", file="huge.dcm", size=256, most=256)


def test_memory_that_runs_out_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_png(tmp_path / "image.png", RADIOGRAPH)

    def starve(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("xray_desktop.imaging.raster.decode_raster", starve)
    assert failure(path).code == "file_out_of_memory"


def test_an_unforeseen_error_of_a_library_is_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_png(tmp_path / "image.png", RADIOGRAPH)

    def stumble(*_: object, **__: object) -> None:
        raise KeyError("Kim^Minjun")

    monkeypatch.setattr("xray_desktop.imaging.raster.decode_raster", stumble)
    text = str(failure(path))
    assert "PNG" in text
    assert "Kim" not in text


def test_several_threads_read_at_once_what_one_reads_alone() -> None:
    jpeg = encoded(RADIOGRAPH, "JPEG")
    files = [
        jpeg,
        jpeg[: len(jpeg) // 2],
        encoded(synthetic_image(120, 150, bits=16), "PNG"),
        dicom_bytes(synthetic_image(120, 150, bits=12), BitsStored=12, WindowCenter=1, WindowWidth=0.5),
        b"no image at all",
        encoded(RADIOGRAPH, "PNG")[:3000],
    ]

    def outcome(data: bytes) -> object:
        try:
            radiograph = decode_radiograph(data, "radiograph")
        except UnreadableRadiograph as error:
            return error.message
        return (
            radiograph.pixels.tobytes(),
            radiograph.notes,
            radiograph.exclusion_reasons,
            radiograph.voi.low,
            radiograph.voi.high,
        )

    alone = [outcome(data) for data in files]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(outcome, files * 20))
    assert together == alone * 20


def test_the_readers_load_neither_pydicom_nor_qt_before_they_are_needed() -> None:
    import subprocess
    import sys

    code = (
        "import sys, xray_desktop.imaging\n"
        "heavy = {'pydicom', 'PySide6', 'torch', 'matplotlib', 'sklearn', 'scipy', 'onnxruntime'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_reading_changes_nothing_on_disk(tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "image.dcm", RADIOGRAPH)
    before = path.read_bytes(), path.stat().st_mtime_ns, stat.S_IMODE(path.stat().st_mode)
    pixels = read_radiograph(path).pixels
    assert np.array_equal(pixels, RADIOGRAPH)
    assert (path.read_bytes(), path.stat().st_mtime_ns, stat.S_IMODE(path.stat().st_mode)) == before
    assert list(tmp_path.iterdir()) == [path]
