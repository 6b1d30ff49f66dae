"""ZIP archives are read in place, within bounds, by the names that people gave their files."""

import zipfile

import pytest

from tests.messages import unreadable
from xray_desktop.imaging import limits
from xray_desktop.imaging.archives import list_members, locate, locate_path, read_member


def archive(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_members_are_listed_in_order_and_read(tmp_path):
    file = archive(tmp_path / "a.zip", b=b"2", a=b"1")
    assert list_members(file) == ["a", "b"]
    assert read_member(file, "b") == b"2"


def test_a_bomb_is_refused_without_being_inflated_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1000)
    file = archive(tmp_path / "a.zip", bomb=bytes(10_000_000))
    with unreadable("member_too_large", file="bomb"):
        read_member(file, "bomb")


def test_damage_has_a_code(tmp_path):
    file = archive(tmp_path / "a.zip", radiograph=bytes(range(256)) * 40)
    data = bytearray(file.read_bytes())
    data[60:90] = bytes(30)
    (tmp_path / "b.zip").write_bytes(data)
    with unreadable("member_damaged", archive="b.zip"):
        read_member(tmp_path / "b.zip", "radiograph")
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04")
    with unreadable("archive_damaged", file="c.zip"):
        list_members(tmp_path / "c.zip")
    with unreadable("member_damaged", archive="none.zip"):
        read_member(tmp_path / "none.zip", "radiograph")


def test_an_encrypted_file_has_a_code(tmp_path):
    file = archive(tmp_path / "a.zip", radiograph=b"data")
    data = bytearray(file.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    file.write_bytes(data)
    with unreadable("member_encrypted", archive="a.zip"):
        read_member(file, "radiograph")


def test_a_compression_that_is_not_known_is_not_called_damage(tmp_path):
    file = archive(tmp_path / "a.zip", radiograph=b"data")
    data = bytearray(file.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(signature) + offset] = 9  # Deflate64
    file.write_bytes(data)
    assert list_members(file) == ["radiograph"]
    with unreadable("member_compression_unsupported"):
        read_member(file, "radiograph")


def test_an_archive_that_was_replaced_is_read_again(tmp_path):
    file = archive(tmp_path / "a.zip", radiograph=b"old")
    assert read_member(file, "radiograph") == b"old"
    archive(tmp_path / "b.zip", radiograph=b"newer").replace(file)
    assert read_member(file, "radiograph") == b"newer"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("홍길동/흉부.png", "cp949"), ("똠 방.dcm", "cp949"), ("폐렴.png", "utf-8")],
)
def test_korean_names_without_the_utf_8_flag_are_restored(tmp_path, name, encoding):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        # zipfile writes what it reads as code page 437 unchanged, and sets the flag for nothing else.
        info = zipfile.ZipInfo("x" * len(name.encode(encoding)))
        file.writestr(info, b"data")
    data = (tmp_path / "a.zip").read_bytes().replace(info.filename.encode(), name.encode(encoding))
    (tmp_path / "a.zip").write_bytes(data)
    assert list_members(tmp_path / "a.zip") == [name]
    assert read_member(tmp_path / "a.zip", name) == b"data"


def test_western_names_in_code_page_437_stay_as_they_are(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("Mxller.png", b"data")
    data = (tmp_path / "a.zip").read_bytes().replace(b"Mxller", "Müller".encode("cp437"))
    (tmp_path / "a.zip").write_bytes(data)
    assert list_members(tmp_path / "a.zip") == ["Müller.png"]


def test_a_path_into_an_archive_is_split_at_the_archive(tmp_path):
    file = archive(tmp_path / "a.zip", radiograph=b"data")
    assert locate(tmp_path, "a.zip/deep/1.png") == (str(file), "deep/1.png")
    assert locate_path(file / "deep" / "1.png") == (str(file), "deep/1.png")
    assert locate_path(file) == (str(file), "")
    assert locate(tmp_path, "gone/1.png") == (str(tmp_path / "gone" / "1.png"), "")
