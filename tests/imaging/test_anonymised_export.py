"""Exports of pixels and of anonymised files: values at full depth, neutral names, nothing overwritten."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.images import dicom_bytes, synthetic_image, write_dicom, write_jpeg, write_png
from xray_desktop.imaging.anonymised_export import AnonymisedExport, UnwritableExport
from xray_desktop.imaging.pixel_export import grey_levels, pixel_file
from xray_desktop.imaging.reading import decode_radiograph, read_radiograph
from xray_desktop.messages import message

PATIENT = {"PatientName": "Doe^Jane", "PatientID": "ID-4711"}


def export(form: str = "DICOM") -> AnonymisedExport:
    return AnonymisedExport(form, lambda path: read_radiograph(path))


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_pixels_keep_all_their_bits_and_their_spacing(kind: str, tmp_path: Path) -> None:
    pixels = synthetic_image(bits=12)
    original = decode_radiograph(dicom_bytes(pixels, BitsStored=12, HighBit=11, PixelSpacing=[0.2, 0.1]), "a")
    file = tmp_path / "image"
    file.write_bytes(pixel_file(original, kind))
    with Image.open(file) as image:
        np.testing.assert_array_equal(np.asarray(image), pixels)
        assert image.info["dpi"] == pytest.approx((254, 127), rel=1e-3)
    assert read_radiograph(file).pixels.dtype == np.uint16


def test_black_is_lowest_also_of_monochrome1() -> None:
    pixels = synthetic_image(bits=12)
    data = dicom_bytes(pixels, BitsStored=12, HighBit=11, PhotometricInterpretation="MONOCHROME1")
    np.testing.assert_array_equal(grey_levels(decode_radiograph(data, "a")), 4095 - pixels)


def test_signed_values_are_raised_and_eight_bits_stay_eight() -> None:
    signed = synthetic_image(bits=12).astype(np.int16) - 2000
    levels = grey_levels(decode_radiograph(dicom_bytes(signed), "a"))
    np.testing.assert_array_equal(levels, signed.astype(np.int32) + 32768)
    assert grey_levels(decode_radiograph(dicom_bytes(synthetic_image()), "a")).dtype == np.uint8


def test_float_values_are_scaled_from_their_extremes(tmp_path: Path) -> None:
    values = np.array([[-1.0, 0.0], [1.0, np.nan]], np.float32)
    Image.fromarray(np.repeat(np.repeat(values, 40, 0), 40, 1)).save(tmp_path / "float.tif")
    levels = grey_levels(read_radiograph(tmp_path / "float.tif"))
    assert levels[::40, ::40].tolist() == [[0, 32768], [65535, 0]]


@pytest.mark.parametrize("form", ["DICOM", "PNG", "TIFF"])
def test_a_folder_of_images_gets_neutral_names_and_leaves_what_is_there(form: str, tmp_path: Path) -> None:
    sources = [
        write_dicom(tmp_path / f"Doe Jane {n}.dcm", synthetic_image(seed=n), **PATIENT) for n in (1, 2)
    ]
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "image-0001.dcm").write_text("mine")
    done = list(export(form).write_all(sources, folder))
    assert [each.source for each in done] == sources
    names = [each.target.name for each in done if each.target]
    assert [name.split(".")[0] for name in names] == ["image-0002", "image-0003"]
    assert (folder / "image-0001.dcm").read_text() == "mine"
    for source, each in zip(sources, done, strict=True):
        assert each.target is not None
        assert b"Doe" not in each.target.read_bytes()
        np.testing.assert_array_equal(read_radiograph(each.target).pixels, read_radiograph(source).pixels)


def test_what_cannot_be_exported_is_skipped_with_its_reason(tmp_path: Path) -> None:
    jpeg = write_jpeg(tmp_path / "photo.jpg", synthetic_image())
    dicom = write_dicom(tmp_path / "image.dcm", synthetic_image())
    done = list(export().write_all([jpeg, tmp_path / "missing.dcm", dicom], tmp_path / "export"))
    assert [each.failure.code if each.failure else "" for each in done] == ["not_dicom", "file_not_found", ""]
    assert done[2].target == tmp_path / "export" / "image-0001.dcm"


def test_metadata_of_other_files_stay_behind(tmp_path: Path) -> None:
    image = Image.fromarray(synthetic_image())
    exif = image.getexif()
    exif[0x010E] = "Doe^Jane"
    image.save(tmp_path / "photo.jpg", exif=exif)
    content, warnings = export("PNG").content(tmp_path / "photo.jpg")
    assert b"Doe" in (tmp_path / "photo.jpg").read_bytes()
    assert b"Doe" not in content
    assert warnings == (message("burned_in_annotation_possible", file="photo.jpg"),)


def test_files_in_archives_are_exported(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "disc.zip", "w") as archive:
        archive.writestr("a/image.dcm", dicom_bytes(synthetic_image(), **PATIENT))
    content, _ = export().content(tmp_path / "disc.zip" / "a" / "image.dcm")
    np.testing.assert_array_equal(decode_radiograph(content, "a").pixels, synthetic_image())


def test_the_original_is_never_replaced(tmp_path: Path) -> None:
    source = write_dicom(tmp_path / "image.dcm", synthetic_image(), **PATIENT)
    before = source.read_bytes()
    with pytest.raises(UnwritableExport) as caught:
        export().write(source, tmp_path / "image.dcm")
    assert caught.value.message.code == "export_onto_source"
    assert source.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    source = write_png(tmp_path / "image.png", synthetic_image())
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableExport) as caught:
        list(export("PNG").write_all([source], tmp_path / "file" / "export"))
    assert caught.value.message.code == "export_unwritable"
