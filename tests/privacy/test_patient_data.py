"""A session with images full of patient data leaves none of it anywhere but where it was asked for."""

import base64
import json
import re

import pytest

from tests.privacy.conftest import Place
from tests.privacy.marked_images import DATES, NUMBERS, WORD, marker
from tests.privacy.traces import found, pdf_text

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

_ISO_DATES = [re.sub(r"(....)(..)(..)", r"\1-\2-\3", date) for date in DATES.values()]


def all_markers(place: Place) -> list[str]:
    """Every marker that stands in an image, as it stands there."""
    contents = b"".join(path.read_bytes() for path in place.folder.glob("[ft]*/**/*") if path.is_file())
    words = {word.decode() for word in re.findall(WORD.encode() + rb"\d{3}[A-Za-z0-9]+", contents)}
    return [*sorted(words), *DATES.values(), *_ISO_DATES, *NUMBERS]


def test_patient_data_is_found_nowhere(session: Place) -> None:
    words = all_markers(session)
    assert len(words) > 60
    given = [session.folder / name for name in ("images", "trouble")]
    hits = found(words, session.folder, [*given, session.out / "on request"])
    assert hits == {}


def test_a_report_names_the_patient_when_asked_and_the_search_would_find_it(session: Place) -> None:
    asked = session.out / "on request"
    words = [marker("Family"), marker("Given"), marker("PatientID"), marker("AccessionNumber")]
    hits = found(words, asked, [])
    assert set(hits) == set(words)
    assert all(files == {"report.pdf", "report.json"} for files in hits.values())
    patient = json.loads((asked / "report.json").read_text(encoding="utf-8"))["patient"]
    assert patient["Birth date"] == "1917-04-23"
    # Names of files are the user's, and show that the text of a page is really read.
    assert "a.dcm" in pdf_text((session.out / "report.pdf").read_bytes())


def test_what_was_written_is_what_was_meant_to_be(session: Place) -> None:
    home = {path.name for path in (session.folder / "home").rglob("*") if path.is_file()}
    assert home == {"xray-desktop.ini", "crashes.log"}
    assert [path for path in (session.folder / "tmp").rglob("*") if not path.is_socket()] == []
    log = next((session.folder / "home").rglob("crashes.log")).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "KeyError" in log
    assert "ValueError" in (session.out / "crash.txt").read_text(encoding="utf-8")
    assert "onnxruntime" in (session.out / "diagnostics.txt").read_text(encoding="utf-8")


def test_no_program_showed_a_traceback(session: Place) -> None:
    for name, said in session.outputs.items():
        assert "Traceback" not in said, name
        assert "Warning" not in said, name


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
