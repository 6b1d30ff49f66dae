"""Bundles: what goes in comes out, nothing names the patient, and whatever was tampered with is not
opened.
"""

import hashlib
import io
import json
import shutil
import stat
import zipfile

import numpy as np
import pytest

from tests.images import synthetic_image, write_dicom, write_jpeg, write_png
from xray_desktop.evaluation.reading_marks import Mark, read_marks
from xray_desktop.evaluation.review.bundle_reading import is_bundle, read_bundle
from xray_desktop.evaluation.review.case_bundle import MANIFEST, BundledCase, UnusableBundle, write_bundle
from xray_desktop.imaging.anonymised_export import AnonymisedExport
from xray_desktop.imaging.reading import decode_radiograph, read_radiograph
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import MessageError, message
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row
from xray_desktop.whole_file import part_file

N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA
NAME = "DOE^JANE"


@pytest.fixture
def cases(tmp_path):
    folder = tmp_path / NAME
    folder.mkdir()
    pixels = synthetic_image(60, 80)
    files = [
        write_jpeg(folder / "doe1.jpg", pixels, comment=NAME.encode()),
        write_dicom(
            folder / "doe2.dcm",
            synthetic_image(50, 70, 3, bits=12),
            PatientName=NAME,
            PatientID="4711",
            BurnedInAnnotation="NO",
            WindowCenter=1800,
            WindowWidth=900,
        ),
        write_png(folder / "doe3.png", synthetic_image(48, 40, 5, bits=16)),
    ]
    rejected = Row(
        "doe3.png",
        "rejected",
        threshold=0.5,
        reasons=(message("file_empty", file="doe3.png"),),
        model="m 1 ab",
    )
    rows = [
        Row("doe1.jpg", "ok", "PNEUMONIA", 0.7, 0.5, 80, 60, model="m 1 ab", operating_point="balanced"),
        Row("doe2.dcm", "ok", "NORMAL", 0.2, 0.5, 70, 50, model="m 1 ab", operating_point="balanced"),
        rejected,
    ]
    marks = [Mark(N, "hilum"), Mark(), Mark()]
    truths = [N, P, None]
    return [
        BundledCase(str(file), truth, row, mark)
        for file, truth, row, mark in zip(files, truths, rows, marks, strict=True)
    ]


@pytest.fixture
def bundle(tmp_path, cases):
    file = tmp_path / "cases.zip"
    for progress in write_bundle(file, cases, read_radiograph):
        last = progress
    assert (last.done, last.left_out, last.remarks) == (3, 0, [])
    return file


def changed(bundle, *, replaced=None, added=None, removed=(), manifest=None):
    """The bundle with some files replaced, added or removed; its manifest as before unless changed too."""
    target = bundle.with_name("changed.zip")
    with zipfile.ZipFile(bundle) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            content = (replaced or {}).get(info.filename, before.read(info))
            if info.filename == MANIFEST and manifest is not None:
                content = json.dumps(manifest(json.loads(content))).encode()
            if info.filename not in removed:
                after.writestr(info.filename, content)
        for name, content in (added or {}).items():
            after.writestr(name, content)
    return target


def refused(file, code):
    assert is_bundle(file)
    with pytest.raises(UnusableBundle) as caught:
        read_bundle(file)
    assert caught.value.message.code == code
    return str(caught.value)


def test_results_marks_and_classes_come_out_as_they_went_in(bundle):
    assert is_bundle(bundle)
    found = read_bundle(bundle)
    assert [(row.path, row.status, row.prediction, row.probability_pneumonia) for row in found.rows] == [
        ("images/NORMAL/0001.png", "ok", "PNEUMONIA", 0.7),
        ("images/PNEUMONIA/0002.dcm", "ok", "NORMAL", 0.2),
        ("images/unlabelled/0003.png", "rejected", "", None),
    ]
    assert found.marks == {"images/NORMAL/0001.png": Mark(N, "hilum")}


def test_images_keep_their_grey_levels(bundle, cases):
    with zipfile.ZipFile(bundle) as archive:
        jpeg, dicom, png = (
            decode_radiograph(archive.read(f"images/{name}"), "x.png")
            for name in ("NORMAL/0001.png", "PNEUMONIA/0002.dcm", "unlabelled/0003.png")
        )
    assert np.array_equal(jpeg.pixels, read_radiograph(cases[0].path).pixels)
    assert np.array_equal(png.pixels, read_radiograph(cases[2].path).pixels)
    original = read_radiograph(cases[1].path)
    assert np.array_equal(dicom.pixels, original.pixels)
    assert dicom.voi == original.voi
    assert "DOE" not in str(dicom.patient)


def test_no_name_number_or_folder_of_a_patient_is_in_it(bundle):
    with zipfile.ZipFile(bundle) as archive:
        everything = b"".join(archive.read(info) for info in archive.infolist())
        names = " ".join(info.filename for info in archive.infolist())
        dates = {info.date_time for info in archive.infolist()}
    for secret in (b"DOE", b"doe", b"4711"):
        assert secret not in everything
        assert secret not in bundle.read_bytes()
    assert "doe" not in names
    assert len(dates) == 1


def test_an_unpacked_bundle_is_a_results_file_with_its_marks(bundle, tmp_path):
    shutil.unpack_archive(bundle, tmp_path / "unpacked")
    csv = tmp_path / "unpacked" / "results.csv"
    assert [row.path for row in read_results(csv)] == [row.path for row in read_bundle(bundle).rows]
    assert read_marks(csv) == read_bundle(bundle).marks


def test_the_manifest_has_the_hash_of_every_other_file(bundle):
    with zipfile.ZipFile(bundle) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        hashes = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    hashes.pop(MANIFEST)
    assert {each["path"]: each["sha256"] for each in manifest["files"]} == hashes
    assert manifest["models"] == ["m 1 ab"]


def test_a_dicom_file_that_cannot_be_anonymised_gives_its_pixels(tmp_path, cases, monkeypatch):
    def refuse(*_):
        raise MessageError("anonymise_damaged", file="x")

    monkeypatch.setattr(AnonymisedExport, "content", refuse)
    list(write_bundle(tmp_path / "pixels.zip", cases[1:2], read_radiograph))
    assert read_bundle(tmp_path / "pixels.zip").rows[0].path == "images/PNEUMONIA/0001.png"


def test_an_unreadable_image_is_left_out_and_counted_and_burned_in_text_is_warned_of(tmp_path, cases):
    empty = tmp_path / "empty.png"
    empty.write_bytes(b"")
    annotated = write_dicom(tmp_path / "annotated.dcm", synthetic_image(50, 70, bits=12))
    more = [
        BundledCase(str(empty), N, cases[0].row, Mark()),
        BundledCase(str(annotated), N, cases[0].row, Mark()),
    ]
    *_, last = write_bundle(tmp_path / "some.zip", more, read_radiograph)
    assert [remark.code for remark in last.remarks] == ["bundle_left_out", "bundle_annotated"]
    assert len(read_bundle(tmp_path / "some.zip").rows) == 1


def test_without_a_readable_image_nothing_is_written_and_an_earlier_bundle_stays(bundle, cases, tmp_path):
    before = bundle.read_bytes()
    gone = [BundledCase(str(tmp_path / "gone.png"), N, cases[0].row, Mark())]
    with pytest.raises(UnusableBundle):
        list(write_bundle(bundle, gone, read_radiograph))
    assert bundle.read_bytes() == before


def test_writing_that_is_broken_off_leaves_nothing(tmp_path, cases):
    file = tmp_path / "half.zip"
    steps = write_bundle(file, cases, read_radiograph)
    next(steps)
    steps.close()
    assert not file.exists()
    assert not part_file(file).exists()


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path, cases):
    with pytest.raises(UnusableBundle) as caught:
        list(write_bundle(tmp_path / "none" / "cases.zip", cases, read_radiograph))
    assert caught.value.message.code == "bundle_unwritable"


@pytest.mark.parametrize(
    "path", ["../evil.png", "/etc/evil.png", "a/../../b.png", "C:/evil.png", "a\\..\\b.png"]
)
def test_a_path_that_points_outside_is_refused(bundle, path):
    def listing(manifest):
        digest = hashlib.sha256(b"x").hexdigest()
        manifest["files"].append({"path": path, "size": 1, "sha256": digest})
        return manifest

    assert "outside" in refused(changed(bundle, added={path: b"x"}, manifest=listing), "bundle_path_outside")


def test_a_link_is_refused(bundle):
    target = changed(bundle)
    with zipfile.ZipFile(target, "a") as archive:
        link = zipfile.ZipInfo("images/link.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    refused(target, "bundle_path_outside")


def test_a_row_that_points_outside_is_refused(bundle):
    with zipfile.ZipFile(bundle) as archive:
        csv = archive.read("results.csv").replace(b"images/NORMAL/0001.png", b"../../../etc/passwd")

    def rehashed(manifest):
        for each in manifest["files"]:
            if each["path"] == "results.csv":
                each |= {"size": len(csv), "sha256": hashlib.sha256(csv).hexdigest()}
        return manifest

    refused(changed(bundle, replaced={"results.csv": csv}, manifest=rehashed), "bundle_path_outside")


def test_a_changed_an_added_and_a_missing_file_are_refused_by_name(bundle):
    image = "images/NORMAL/0001.png"
    assert image in refused(changed(bundle, replaced={image: b"other"}), "bundle_file_changed")
    assert "virus.exe" in refused(changed(bundle, added={"virus.exe": b"x"}), "bundle_file_added")
    assert image in refused(changed(bundle, removed=[image]), "bundle_file_missing")


def test_a_bundle_that_expands_beyond_measure_is_refused_before_it_is_unpacked(bundle):
    bomb = bytes(80 * 2**20)

    def listing(manifest):
        manifest["files"].append({"path": "images/bomb.png", "size": len(bomb), "sha256": "0" * 64})
        return manifest

    file = changed(bundle, added={"images/bomb.png": bomb}, manifest=listing)
    assert file.stat().st_size < 2**20
    refused(file, "bundle_too_large")


def test_a_damaged_and_a_future_bundle_are_refused(bundle):
    refused(changed(bundle, manifest=lambda content: content | {"schema": 99}), "bundle_other_version")
    refused(changed(bundle, manifest=lambda _: {"schema": 1}), "bundle_damaged")
    refused(changed(bundle, replaced={MANIFEST: b"{"}), "bundle_damaged")


@pytest.mark.parametrize("offset", [200, 1000, 3000])
def test_a_flipped_byte_is_noticed(bundle, offset):
    data = bytearray(bundle.read_bytes())
    data[offset] ^= 0xFF
    bundle.write_bytes(data)
    with pytest.raises(UnusableBundle):
        read_bundle(bundle)


def test_other_archives_and_files_are_no_bundles(tmp_path):
    plain = tmp_path / "plain.zip"
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("image.png", b"x")
    text = tmp_path / "text.zip"
    text.write_text("Dear colleague")
    assert not is_bundle(plain)
    assert not is_bundle(text)
    assert not is_bundle(tmp_path / "missing.zip")
    with pytest.raises(UnusableBundle):
        read_bundle(text)
    with pytest.raises(UnusableBundle) as caught:
        read_bundle(tmp_path / "missing.zip")
    assert caught.value.message.code == "bundle_unreadable"


def test_a_bundle_that_was_packed_again_with_folders_is_opened(bundle, tmp_path):
    shutil.unpack_archive(bundle, tmp_path / "unpacked")
    again = shutil.make_archive(str(tmp_path / "again"), "zip", tmp_path / "unpacked")
    assert len(read_bundle(again).rows) == 3


def test_an_image_in_a_bundle_is_a_grey_png_without_any_text(bundle):
    with zipfile.ZipFile(bundle) as archive:
        data = archive.read("images/NORMAL/0001.png")
    kinds = []
    stream = io.BytesIO(data[8:])
    while head := stream.read(8):
        kinds.append(head[4:])
        stream.seek(int.from_bytes(head[:4]) + 4, 1)
    assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"}
