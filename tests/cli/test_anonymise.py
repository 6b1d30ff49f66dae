"""`xray-desktop anonymise`: copies of all images without the patient, and a status that says whether all went
well.
"""

from pathlib import Path

import pydicom
import pytest

from tests.images import synthetic_image, write_dicom, write_jpeg
from xray_desktop.__main__ import main


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    (folder / "sub").mkdir(parents=True)
    for number, name in enumerate(("Doe Jane.dcm", "sub/Doe Jane.dcm")):
        write_dicom(
            folder / name, synthetic_image(seed=number), PatientName="Doe^Jane", StudyInstanceUID="1.2.3"
        )
    return folder


def test_a_folder_is_anonymised(images: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "export"
    assert main(["anonymise", str(images), "--output", str(output)]) == 0
    copies = sorted(output.iterdir())
    assert [copy.name for copy in copies] == ["image-0001.dcm", "image-0002.dcm"]
    one, two = map(pydicom.dcmread, copies)
    assert one.StudyInstanceUID == two.StudyInstanceUID != "1.2.3"
    assert one.PatientName == two.PatientName != "Doe^Jane"
    printed = capsys.readouterr().err
    assert "Burned-in annotation" in printed
    assert "Doe" not in printed


def test_only_the_pixels(images: Path, tmp_path: Path) -> None:
    output = tmp_path / "export"
    command = ["anonymise", str(images / "Doe Jane.dcm"), "-o", str(output), "--format", "tiff", "-q"]
    assert main(command) == 0
    assert [copy.name for copy in output.iterdir()] == ["image-0001.tif"]


def test_what_is_not_exported_is_said_and_counts(
    images: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_jpeg(images / "photo.jpg", synthetic_image())
    assert main(["anonymise", str(images), "--no-recursive", "--output", str(tmp_path / "export")]) == 1
    assert "photo.jpg is not a DICOM file" in capsys.readouterr().err
    assert len(list((tmp_path / "export").iterdir())) == 1
