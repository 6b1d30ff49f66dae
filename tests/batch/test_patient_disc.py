"""Patient discs: DICOMDIR stands for the images that it lists."""

import shutil
from pathlib import Path

import pydicom
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MediaStorageDirectoryStorage

from tests.codes import raises_code
from tests.images import dicom_bytes, synthetic_image, write_dicom, write_png
from xray_desktop.batch.files import NothingToDo, find_files
from xray_desktop.batch.patient_disc import UnreadableDirectory, images_of_dicomdir


def write_dicomdir(folder: Path, records: list[tuple[str, list[str]]]) -> None:
    """A DICOMDIR of records, each its type and the parts of the path of its file."""
    directory = Dataset()
    directory.DirectoryRecordSequence = []
    for kind, parts in records:
        record = Dataset()
        record.OffsetOfTheNextDirectoryRecord = 0
        record.DirectoryRecordType = kind
        if parts:
            record.ReferencedFileID = parts
        directory.DirectoryRecordSequence.append(record)
    directory.file_meta = FileMetaDataset()
    directory.file_meta.MediaStorageSOPClassUID = MediaStorageDirectoryStorage
    directory.file_meta.MediaStorageSOPInstanceUID = "1.2.3"
    directory.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    pydicom.dcmwrite(folder / "DICOMDIR", directory, enforce_file_format=True)


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    """A disc with two images, a report, a viewer and its papers."""
    folder = tmp_path / "disc"
    (folder / "IMAGES").mkdir(parents=True)
    for number in range(2):
        write_dicom(folder / "IMAGES" / f"IM{number}", synthetic_image(64, 64, seed=number))
    write_dicom(folder / "REPORT", synthetic_image(64, 64))
    images: list[tuple[str, list[str]]] = [("IMAGE", ["IMAGES", f"IM{number}"]) for number in range(3)]
    write_dicomdir(
        folder, [("PATIENT", []), ("STUDY", []), ("SERIES", []), *images, ("SR DOCUMENT", ["REPORT"])]
    )
    for name in ("AUTORUN.INF", "VIEWER.EXE", "README.TXT", "index.htm"):
        (folder / name).write_bytes(b"x")
    write_png(folder / "logo.png", synthetic_image())
    return folder


def test_a_dicomdir_stands_for_its_images(disc: Path) -> None:
    listed = images_of_dicomdir(disc / "DICOMDIR")
    assert len(listed) == 2
    assert all(Path(path).is_file() for path in listed)
    found = find_files([disc / "DICOMDIR"])
    assert found.root == str(disc)
    assert [str(disc / name) for name in found.names] == sorted(listed)


def test_a_folder_with_a_dicomdir_gives_its_images_and_other_dicom_files(disc: Path) -> None:
    (disc / "more.dcm").write_bytes(dicom_bytes(synthetic_image()))
    found = find_files([disc.parent / "disc"])
    listed = {Path(path).relative_to(disc).as_posix() for path in images_of_dicomdir(disc / "DICOMDIR")}
    assert set(found.names) == listed | {"more.dcm"}
    assert [(remark.code, dict(remark.values)["count"]) for remark in found.remarks] == [
        ("disc_files_left_out", 4)
    ]


def test_files_copied_in_lower_case_or_with_a_suffix_are_found(disc: Path) -> None:
    for path in images_of_dicomdir(disc / "DICOMDIR"):
        file = Path(path)
        file.rename(file.with_name(file.name.lower() + ".dcm"))
    assert len(images_of_dicomdir(disc / "DICOMDIR")) == 2


def test_a_dicomdir_whose_images_are_gone_has_a_code(disc: Path) -> None:
    alone = disc.parent / "alone"
    alone.mkdir()
    shutil.copy(disc / "DICOMDIR", alone)
    with raises_code(UnreadableDirectory, "dicomdir_without_images", file="DICOMDIR"):
        images_of_dicomdir(alone / "DICOMDIR")
    with raises_code(NothingToDo, "dicomdir_without_images"):
        find_files([alone / "DICOMDIR"])


def test_a_damaged_dicomdir_has_a_code_and_hides_no_image(tmp_path: Path) -> None:
    (tmp_path / "DICOMDIR").write_bytes(b"nothing of the kind")
    write_png(tmp_path / "1.png", synthetic_image())
    with raises_code(NothingToDo, "dicomdir_unreadable"):
        find_files([tmp_path / "DICOMDIR"])
    assert list(find_files([tmp_path]).names) == ["1.png", "DICOMDIR"]


@pytest.mark.filterwarnings("ignore:Invalid value for VR CS")
@pytest.mark.parametrize("parts", [["..", "0.dcm"], [".", "0.dcm"], ["../0.dcm"]])
def test_paths_out_of_the_disc_are_not_followed(tmp_path: Path, parts: list[str]) -> None:
    write_dicom(tmp_path / "0.dcm", synthetic_image(64, 64))
    folder = tmp_path / "disc"
    folder.mkdir()
    write_dicomdir(folder, [("IMAGE", parts)])
    with raises_code(UnreadableDirectory, "dicomdir_without_images"):
        images_of_dicomdir(folder / "DICOMDIR")
