import zipfile

import pytest

from xray_desktop.imaging import limits
from xray_desktop.imaging.archives import list_members, read_member
from xray_desktop.imaging.radiograph import UnreadableRadiograph


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
    with pytest.raises(UnreadableRadiograph, match="bomb is not read: it has more than"):
        read_member(file, "bomb")


def test_damage_is_told_in_a_sentence(tmp_path):
    file = archive(tmp_path / "a.zip", radiograph=bytes(range(256)) * 40)
    data = bytearray(file.read_bytes())
    data[60:90] = bytes(30)
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(UnreadableRadiograph, match=r"image in b\.zip is damaged"):
        read_member(tmp_path / "b.zip", "radiograph")
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableRadiograph, match=r"c\.zip is a damaged ZIP archive"):
        list_members(tmp_path / "c.zip")
    with pytest.raises(UnreadableRadiograph, match=r"image in none\.zip is damaged"):
        read_member(tmp_path / "none.zip", "radiograph")


def test_an_encrypted_file_is_told_in_a_sentence(tmp_path):
    file = archive(tmp_path / "a.zip", radiograph=b"data")
    data = bytearray(file.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    file.write_bytes(data)
    with pytest.raises(UnreadableRadiograph, match="is encrypted"):
        read_member(file, "radiograph")


def test_a_compression_that_is_not_known_is_not_called_damage(tmp_path):
    file = archive(tmp_path / "a.zip", radiograph=b"data")
    data = bytearray(file.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(signature) + offset] = 9  # Deflate64
    file.write_bytes(data)
    assert list_members(file) == ["radiograph"]
    with pytest.raises(UnreadableRadiograph, match=r"compressed in a way that is not read here\. Unpack"):
        read_member(file, "radiograph")


def test_an_archive_that_was_replaced_is_read_anew(tmp_path):
    file = archive(tmp_path / "a.zip", radiograph=b"old")
    assert read_member(file, "radiograph") == b"old"
    archive(tmp_path / "b.zip", radiograph=b"newer").replace(file)
    assert read_member(file, "radiograph") == b"newer"
