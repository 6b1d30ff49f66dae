"""A session with images full of patient data leaves it only where it was requested."""

import base64
import json
import re

import pytest

from tests.privacy.conftest import Session
from tests.privacy.marked_images import DATES, NUMBERS, WORD, marker
from tests.privacy.traces import found, pdf_text

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

_ISO_DATES = [re.sub(r"(....)(..)(..)", r"\1-\2-\3", date) for date in DATES.values()]


def all_markers(session: Session) -> list[str]:
    """Every marker in an image, in the form in which it is stored."""
    contents = b"".join(path.read_bytes() for path in session.folder.glob("[ip]*/**/*") if path.is_file())
    words = {word.decode() for word in re.findall(WORD.encode() + rb"\d{3}[A-Za-z0-9]+", contents)}
    return [*sorted(words), *DATES.values(), *_ISO_DATES, *NUMBERS]


def test_patient_data_is_found_nowhere(session: Session) -> None:
    words = all_markers(session)
    assert len(words) > 60
    inputs = [session.folder / name for name in ("images", "problems")]
    hits = found(words, session.folder, [*inputs, session.out / "on request"])
    assert hits == {}


def test_a_report_names_the_patient_on_request_and_the_search_finds_it(session: Session) -> None:
    requested = session.out / "on request"
    words = [marker("Family"), marker("Given"), marker("PatientID"), marker("AccessionNumber")]
    hits = found(words, requested, [])
    assert set(hits) == set(words)
    assert all(files == {"report.pdf", "report.json"} for files in hits.values())
    patient = json.loads((requested / "report.json").read_text(encoding="utf-8"))["patient"]
    assert patient["birth_date"] == "1917-04-23"
    # File names are expected in a report, and show that the text of a page is really read.
    assert "a.dcm" in pdf_text((session.out / "report.pdf").read_bytes())


def test_only_the_expected_files_are_written(session: Session) -> None:
    home = {path.name for path in (session.folder / "home").rglob("*") if path.is_file()}
    assert home == {"xray-desktop.ini", "crashes.log"}
    assert [path for path in (session.folder / "tmp").rglob("*") if not path.is_socket()] == []
    log = next((session.folder / "home").rglob("crashes.log")).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "KeyError" in log
    assert "ValueError" in (session.out / "crash.txt").read_text(encoding="utf-8")
    assert "Patient's Name" in (session.out / "elements.txt").read_text(encoding="utf-8")
    assert b"ANON-" in (session.out / "anonymised.dcm").read_bytes()
    assert "onnxruntime" in (session.out / "diagnostics.txt").read_text(encoding="utf-8")


def test_no_program_prints_a_traceback(session: Session) -> None:
    for name, output in session.outputs.items():
        assert "Traceback" not in output, name
        assert "Warning" not in output, name


@pytest.mark.parametrize(
    "content",
    [
        marker("Family").encode(),
        marker("Family").lower().encode("utf-16-le"),
        marker("Family").encode().hex().encode(),
        base64.b64encode(b"name=" + marker("Family").encode()),
    ],
    ids=["text", "wide text", "hexadecimal", "base64"],
)
def test_the_search_finds_a_word_in_every_form(tmp_path, content: bytes) -> None:
    (tmp_path / "somewhere").write_bytes(b"before" + content + b"behind")
    assert found([marker("Family")], tmp_path, []) == {marker("Family"): {"somewhere"}}
