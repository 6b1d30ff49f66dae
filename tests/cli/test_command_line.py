import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.images import synthetic_image, write_dicom, write_png
from tests.models import tiny_model
from xray_desktop import __version__
from xray_desktop.__main__ import main
from xray_desktop.cli.main import COMMANDS
from xray_desktop.inference import Classifier
from xray_desktop.messages import message
from xray_desktop.results.reading import read_results

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_alone_opens_no_window(name, capsys):
    assert main([name]) == 2
    assert f"“xray-desktop {name} --help”" in capsys.readouterr().err


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return tiny_model(tmp_path_factory.mktemp("model") / "tiny.onnx")


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "images"
    (folder / "sub").mkdir(parents=True)
    for seed in range(3):
        write_png(folder / f"{seed}.png", synthetic_image(seed=seed))
    write_png(folder / "bright.png", np.maximum(synthetic_image(), 200))
    write_dicom(folder / "sub" / "a.dcm", synthetic_image(bits=12))
    return folder


def run(*arguments):
    return main([str(argument) for argument in arguments])


def start(*arguments, program=("-m", "xray_desktop"), **options):
    return subprocess.Popen(
        [sys.executable, *program, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def one_sentence(capsys):
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    assert err.rstrip().endswith(".")
    return err


def test_a_folder_becomes_a_csv_with_one_row_per_file(images, model, tmp_path, capsys):
    assert run("classify", images, "--output", tmp_path / "r.csv", "--model", model, "--jobs", 1) == 0
    rows = list(read_results(tmp_path / "r.csv"))
    assert [row.path for row in rows] == ["0.png", "1.png", "2.png", "bright.png", "sub/a.dcm"]
    assert {row.status for row in rows} == {"ok"}
    assert {row.model for row in rows} == {Classifier.load(model).model}
    assert {row.prediction for row in rows} <= {"NORMAL", "PNEUMONIA", "UNCERTAIN"}
    out, err = capsys.readouterr()
    assert out == ""
    assert "5 files: 5 ok, 0 rejected, 0 error." in err


def test_no_recursive_leaves_subfolders_out(images, model, tmp_path):
    assert run("classify", "--no-recursive", images, "-o", tmp_path / "r.csv", "--model", model) == 0
    assert len(list(read_results(tmp_path / "r.csv"))) == 4


def test_the_exit_status_is_1_when_a_file_could_not_be_read_and_it_is_listed(images, model, tmp_path, capsys):
    (images / "empty.png").write_bytes(b"")
    assert run("classify", images, "-o", tmp_path / "r.csv", "--model", model, "-q") == 1
    assert run("classify", images, "-o", tmp_path / "s.csv", "--model", model) == 1
    reason = message("file_empty", file="empty.png")
    assert f"empty.png: error: {reason}" in capsys.readouterr().err


def test_the_operating_point_can_be_chosen(images, model, tmp_path):
    options = ["--model", model, "--operating-point", "high_sensitivity"]
    assert run("classify", images, "-o", tmp_path / "r.csv", *options) == 0
    assert {(row.operating_point, row.threshold) for row in read_results(tmp_path / "r.csv")} == {
        ("high_sensitivity", 0.2)
    }


def test_results_in_the_folder_itself_get_no_row(images, model):
    assert (
        run("classify", images, "-o", images / "r.csv", "--summary", images / "s.json", "--model", model) == 0
    )
    assert run("classify", images, "-o", images / "r.csv", "--summary", images / "s.json", "--model", model,
               "--overwrite") == 0  # fmt: skip
    assert len(list(read_results(images / "r.csv"))) == 5


def test_json_lines_and_a_summary_are_written(images, model, tmp_path):
    (images / "empty.png").write_bytes(b"")
    output, summary = tmp_path / "r.jsonl", tmp_path / "s.json"
    assert run("classify", images, "-o", output, "--summary", summary, "--model", model) == 1
    lines = [json.loads(line) for line in output.read_text().splitlines()]
    assert [line["path"] for line in lines] == [
        "0.png",
        "1.png",
        "2.png",
        "bright.png",
        "empty.png",
        "sub/a.dcm",
    ]
    assert lines[4]["probability_pneumonia"] is None
    notified = json.loads(summary.read_text())
    assert (notified["files"], notified["status"]) == (6, {"ok": 5, "rejected": 0, "error": 1})
    assert sum(notified["prediction"].values()) == 5
    assert notified["complete"] is True


def test_rows_go_to_standard_output_when_asked(images, model):
    process = start("classify", images, "-o", "-", "--model", model, "-q")
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[1].startswith("0.png,ok,")


def test_parquet_is_written(images, model, tmp_path):
    pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    assert run("classify", images, "-o", tmp_path / "r.parquet", "--model", model) == 0
    assert len(list(read_results(tmp_path / "r.parquet"))) == 5
    assert sorted(file.name for file in tmp_path.iterdir()) == ["images", "r.parquet"]


def test_heat_maps_are_written_for_images_with_a_prediction(images, model, tmp_path):
    (images / "empty.png").write_bytes(b"")
    maps = images / "maps"
    assert run("classify", images, "-o", tmp_path / "r.csv", "--heatmaps", maps, "--model", model) == 1
    assert sorted(str(file.relative_to(maps)) for file in maps.rglob("*.png")) == sorted(
        f"{row.path}.png".replace("/", os.sep)
        for row in read_results(tmp_path / "r.csv")
        if row.status == "ok"
    )


def test_an_unavailable_device_is_replaced_by_the_cpu_with_a_note(images, model, tmp_path, capsys):
    assert run("classify", images, "-o", tmp_path / "r.csv", "--model", model, "--device", "qnn") == 0
    assert str(message("device_unavailable", device="qnn")) in capsys.readouterr().err


def test_paths_come_from_a_list_or_from_standard_input(images, model, tmp_path, monkeypatch):
    listed = tmp_path / "list.txt"
    listed.write_text(f"{images / '0.png'}\n{images / 'sub' / 'a.dcm'}\n")
    assert run("classify", "--files-from", listed, "-o", tmp_path / "r.csv", "--model", model) == 0
    assert [row.path for row in read_results(tmp_path / "r.csv")] == ["0.png", "sub/a.dcm"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{images / '1.png'}\0".encode())))
    assert run("classify", "-", "--null", "-o", tmp_path / "s.csv", "--model", model) == 0
    assert [row.path for row in read_results(tmp_path / "s.csv")] == ["1.png"]


def test_a_path_that_looks_like_an_option_or_a_command_is_a_path(model, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_png("-o.png", synthetic_image())
    write_png("classify", synthetic_image())
    assert run("classify", "-o", "r.csv", "--model", model, "--", "-o.png", "classify") == 0
    assert [row.path for row in read_results("r.csv")] == ["-o.png", "classify"]


def test_merged_shards_are_the_file_that_one_run_writes(images, model, tmp_path):
    assert run("classify", images, "-o", tmp_path / "whole.csv", "--model", model, "-q") == 0
    for index in (1, 2):
        output = tmp_path / f"part{index}.csv"
        assert run("classify", images, "-o", output, "--model", model, "--shard", f"{index}/2", "-q") == 0
    parts = sorted(tmp_path.glob("part*.csv"), reverse=True)
    assert run("merge", *parts, "-o", tmp_path / "joined.csv") == 0
    assert (tmp_path / "joined.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_a_second_run_needs_resume_or_overwrite(images, model, tmp_path, capsys):
    common = ("classify", images, "-o", tmp_path / "r.csv", "--model", model, "-q")
    assert run(*common) == 0
    first = (tmp_path / "r.csv").read_bytes()
    capsys.readouterr()
    assert run(*common) == 2
    error = one_sentence(capsys)
    assert str(message("results_exist", file="r.csv")) in error
    assert str(message("resume_or_overwrite")) in error
    assert run(*common, "--resume") == 0
    assert run(*common, "--overwrite") == 0
    assert (tmp_path / "r.csv").read_bytes() == first


POINTS = "high_sensitivity, balanced, high_specificity"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["classify", "IMAGES"], "the following arguments are required"),
        (["classify", "IMAGES", "-o"], "expected one argument"),
        (["classify", "-o", "r.csv"], message("no_paths_given")),
        (["classify", "IMAGES", "-o", "r.csv", "--shard", "3/2"], "3/2 is not a shard"),
        (["classify", "IMAGES", "-o", "r.csv", "--jobs", "0"], "0 is not a number from 1"),
        (["classify", "IMAGES", "-o", "r.csv", "--resume", "--overwrite"], "not allowed with"),
        (["classify", "IMAGES", "-o", "r.csv", "--nonsense"], "unrecognized arguments"),
        (["classify", "nowhere", "-o", "r.csv"], message("path_not_found", path="nowhere")),
        (["classify", "EMPTY", "-o", "r.csv"], message("no_files", path="EMPTY")),
        (["classify", "IMAGES", "-o", "none/r.csv"], message("results_no_folder", folder="none")),
        (["classify", "IMAGES", "-o", "EMPTY"], message("results_is_a_folder", file="empty")),
        (
            ["classify", "IMAGES", "-o", "r.csv", "--files-from", "nowhere"],
            message("list_unreadable", file="nowhere", reason=message("os_not_found")),
        ),
        (
            ["classify", "IMAGES", "-o", "r.csv", "--model", "nowhere.onnx"],
            message("model_missing", file="nowhere.onnx"),
        ),
        (
            ["classify", "IMAGES", "-o", "r.csv", "--model", "images/0.png"],
            message("model_damaged", file="0.png"),
        ),
        (
            ["classify", "IMAGES", "-o", "r.csv", "--operating-point", "best"],
            message("unknown_operating_point", point="best", known=POINTS),
        ),
        (
            ["merge", "nowhere.csv", "-o", "r.csv"],
            message("results_unreadable", file="nowhere.csv", reason=message("os_not_found")),
        ),
        (["--nonsense"], "unrecognized arguments"),
    ],
)
def test_wrong_use_is_reported_in_one_line_and_writes_nothing(
    images, model, tmp_path, capsys, monkeypatch, arguments, expected
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    arguments = [
        text.replace("IMAGES", str(images)).replace("EMPTY", str(tmp_path / "empty")) for text in arguments
    ]
    if arguments[0] == "classify" and "--model" not in arguments:
        arguments += ["--model", str(model)]
    assert run(*arguments) == 2
    text = str(expected).replace("EMPTY", str(tmp_path / "empty"))
    assert text in one_sentence(capsys)
    assert not (tmp_path / "r.csv").exists()


def test_version_and_help_are_printed(capsys):
    assert run("--version") == 0
    assert capsys.readouterr().out == f"xray-desktop {__version__}\n"
    for command in ([], ["classify"]):
        assert run(*command, "--help") == 0
        assert "Research use only" in " ".join(capsys.readouterr().out.split())
    assert run("merge", "--help") == 0
    assert "Merges the results" in capsys.readouterr().out


def test_plain_lines_and_no_control_characters_are_written_when_there_is_no_terminal(images, model, tmp_path):
    process = start("classify", images, "-o", tmp_path / "r.csv", "--model", model)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (0, "")
    assert "\r" not in err
    assert "\x1b" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_progress_bar_is_drawn_on_a_terminal(images, model, tmp_path):
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "xray_desktop",
            "classify",
            images,
            "-o",
            tmp_path / "r.csv",
            "--model",
            model,
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):
            while chunk := os.read(ours, 4096):
                shown += chunk
    os.close(ours)
    assert process.returncode == 0
    assert b"5/5" in shown
    assert b"images/s" in shown


def many(folder, count):
    image = write_png(folder / "0000.png", synthetic_image(60, 60))
    for number in range(1, count):
        os.link(image, folder / f"{number:04}.png")


def wait_for_rows(file, count):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if file.exists() and file.read_bytes().count(b"\n") > count:
            return
        time.sleep(0.01)
    pytest.fail("no rows came")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_keeps_its_rows_and_can_be_resumed(images, model, tmp_path, number):
    many(images, 1500)
    command = ("classify", images, "-o", tmp_path / "r.csv", "--model", model, "--jobs", 1)
    process = start(*command)
    wait_for_rows(tmp_path / "r.csv", 20)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert str(message("run_stopped")) in err
    assert "--resume" in err
    assert "Traceback" not in err
    kept = len(list(read_results(tmp_path / "r.csv")))
    assert 20 <= kept < 1505
    assert run(*command, "--resume", "-q") == 0
    assert len({row.path for row in read_results(tmp_path / "r.csv")}) == 1505


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_run_killed_at_random_moments_ends_byte_identical_to_an_uninterrupted_one(images, model, tmp_path):
    many(images, 800)
    (images / "empty.png").write_bytes(b"")
    assert run("classify", images, "-o", tmp_path / "whole.csv", "--model", model, "-q") == 1
    random = np.random.default_rng(5)
    file = tmp_path / "r.csv"
    command = ("classify", images, "-o", file, "--model", model, "-q", "--resume", "--jobs", 3)
    for kills in range(20):
        process = start(*command)
        before = file.stat().st_size if file.exists() else 0
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            if file.exists() and file.stat().st_size > before + 100:
                break
            time.sleep(0.005)
        time.sleep(random.uniform(0, 0.2))
        process.kill()
        process.communicate()
        if kills == 10:
            shutil.copy(file, tmp_path / "torn.csv")
            file.write_bytes(file.read_bytes()[:-7])
    assert run(*command) == 1
    assert file.read_bytes() == (tmp_path / "whole.csv").read_bytes()


POISONED = """
import sys
from xray_desktop.__main__ import main
from xray_desktop.imaging import isolated_reading
isolated_reading._own_command = lambda: [sys.executable, "-m", "tests.imaging.poisonous_reading"]
sys.exit(main(sys.argv[1:]))
"""
"""The program with decoders that do what the names of the files say."""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_rows_behind_an_image_that_hangs_are_on_the_disk_when_the_run_is_killed(
    images, model, tmp_path, kind
):
    many(images, 30)
    write_png(images / "! hang.png", synthetic_image())
    whole, file = tmp_path / f"whole.{kind}", tmp_path / f"r.{kind}"
    assert run("classify", images, "-o", whole, "--model", model, "-q") == 0
    command = ["classify", images, "-o", file, "--model", model, "-q", "--jobs", 2]
    process = start(*command, program=("-c", POISONED), cwd=ROOT)
    wait_for_rows(file, 34 + (kind == "csv"))
    process.kill()
    process.communicate()
    held = [row.path for row in read_results(file)]
    assert sorted(held) == [row.path for row in read_results(whole)][1:]
    assert run(*command, "--resume") == 0
    assert file.read_bytes() == whole.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_disk_that_becomes_full_stops_the_run_which_can_be_resumed(images, model, tmp_path, kind):
    import resource

    if kind == "parquet":
        pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    many(images, 30)
    whole, file = tmp_path / f"whole.{kind}", tmp_path / f"r.{kind}"
    assert run("classify", images, "-o", whole, "--model", model, "-q") == 0
    command = ["classify", images, "-o", file, "--model", model, "-q"]
    limit = (2500, resource.RLIM_INFINITY)
    process = start(*command, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "--resume" in err
    assert "Traceback" not in err
    assert run(*command, "--resume") == 0
    assert list(read_results(file)) == list(read_results(whole))
    assert kind == "parquet" or file.read_bytes() == whole.read_bytes()
    assert not [beside for beside in tmp_path.iterdir() if "part" in beside.name or "rows" in beside.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps folders that are in use")
@pytest.mark.parametrize("lost", ["images", "results"])
def test_a_missing_folder_stops_the_run_which_can_be_resumed(images, model, tmp_path, lost):
    many(images, 1500)
    results = tmp_path / "results"
    results.mkdir()
    command = ["classify", images, "-o", results / "r.csv", "--model", model, "--jobs", 1]
    process = start(*command)
    wait_for_rows(results / "r.csv", 20)
    folder = images if lost == "images" else results
    folder.rename(tmp_path / "away")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    expected = (
        message("batch_folder_missing", folder=str(images)),
        message("results_no_folder", folder=str(results)),
    )
    assert any(str(each) in err for each in expected)
    assert "Traceback" not in err
    (tmp_path / "away").rename(folder)
    assert run(*command, "--resume", "-q") == 0
    rows = list(read_results(results / "r.csv"))
    assert len(rows) == 1505
    assert {row.status for row in rows} == {"ok"}


HOSTILE_NAMES = [
    *(
        b"line\nbreak.png",
        b'say "hi", you.png',
        "폐렴 🫁.png".encode(),
        b"=1+1.png",
        b"-1.png",
        b"'quoted'.png",
    ),
    *(b"a" * 246 + b".png", b"not \xff\xfe UTF-8.png", b"Case.png", b"case.png", b"back\\slash \\xff.png"),
    *(b"\ttab.png", b"cr\r.png", b" space .png", b"semi;colon.png"),
]


@pytest.mark.skipif(sys.platform != "linux", reason="such names are Linux only")
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_every_name_leads_back_to_its_file(model, tmp_path, kind):
    if kind == "parquet":
        pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    folder = tmp_path / "images"
    folder.mkdir()
    for edge, name in enumerate(HOSTILE_NAMES, 60):
        write_png(folder / os.fsdecode(name), synthetic_image(60, edge))
    (folder / "round").symlink_to("round")
    assert run("classify", folder, "-o", tmp_path / f"r.{kind}", "--model", model, "-q") == 1
    rows = {row.path: row for row in read_results(tmp_path / f"r.{kind}")}
    assert sorted(map(os.fsencode, rows)) == sorted([*HOSTILE_NAMES, b"round"])
    assert rows["round"].status == "error"
    assert message("os_link_circle") in dict(rows["round"].reasons[0].values).values()
    for edge, name in enumerate(HOSTILE_NAMES, 60):
        assert rows[os.fsdecode(name)].width == edge


def test_an_error_of_the_program_itself_is_one_line(tmp_path, capsys, monkeypatch):
    def broken(*_arguments, **_options):
        raise ZeroDivisionError("the patient is Marked^Patient")

    monkeypatch.setattr("xray_desktop.batch.driver.find_files", broken)
    assert run("classify", tmp_path, "-o", tmp_path / "r.csv") == 1
    notified = one_sentence(capsys)
    assert "ZeroDivisionError in test_command_line.py, line" in notified
    assert "Marked" not in notified


def test_memory_that_runs_out_is_one_line(tmp_path, capsys, monkeypatch):
    def hungry(*_arguments, **_options):
        return bytearray(1 << 60)

    monkeypatch.setattr("xray_desktop.batch.driver.find_files", hungry)
    assert run("classify", tmp_path, "-o", tmp_path / "r.csv") == 1
    assert str(message("out_of_memory_resume")) in one_sentence(capsys)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that is in use")
def test_a_working_folder_that_was_deleted_is_wrong_use(tmp_path, monkeypatch, capsys):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main(["classify", "1.png", "-o", "r.csv"]) == 2
    assert str(message("working_folder_missing")) in capsys.readouterr().err


def test_a_closed_pipe_ends_a_run_with_a_failure(tmp_path):
    for number in range(8):
        write_png(tmp_path / f"{number}.png", synthetic_image(seed=number))
    model = tiny_model(tmp_path / "tiny.onnx")
    command = [
        sys.executable,
        "-m",
        "xray_desktop",
        "classify",
        str(tmp_path),
        "-o",
        "-",
        "--model",
        str(model),
    ]
    process = subprocess.Popen([*command, "-q"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    error = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(60) in (1, 2)
    assert "Traceback" not in error
    assert str(message("results_pipe_closed")) in error
    assert "--resume" not in error
