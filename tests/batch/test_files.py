import sys
import unicodedata
import zipfile

import pytest

from tests.batch.conftest import without_privileges
from tests.codes import raises_code
from tests.images import synthetic_image, write_png
from xray_desktop.batch.files import NothingToDo, find_files
from xray_desktop.imaging.archives import locate

posix = pytest.mark.skipif(sys.platform == "win32", reason="such names and links are POSIX only")


def fill(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return folder


def test_every_file_is_found_once_whatever_it_is_in_the_order_of_names(tmp_path):
    fill(tmp_path, "b.png", "a/2.dcm", "a.txt", "a/1", ".hidden.jpg", "A.PNG")
    assert list(find_files([tmp_path]).names) == [".hidden.jpg", "A.PNG", "a.txt", "a/1", "a/2.dcm", "b.png"]


def test_folders_in_folders_can_be_left_out(tmp_path):
    fill(tmp_path, "b.png", "a/2.dcm")
    assert list(find_files([tmp_path], recursive=False).names) == ["b.png"]


def test_files_of_the_operating_system_and_of_the_batch_get_no_row(tmp_path):
    fill(tmp_path, "b.png", ".DS_Store", "Thumbs.db", "results.csv", "maps/b.png")
    found = find_files([tmp_path], leave_out=[tmp_path / "results.csv", tmp_path / "maps"])
    assert list(found.names) == ["b.png"]


def test_names_are_relative_to_the_folder_given_or_to_the_common_one(tmp_path):
    fill(tmp_path, "one/a.png", "two/deep/a.png", "c.png")
    assert list(find_files([tmp_path / "one"]).names) == ["a.png"]
    assert list(find_files([tmp_path / "one", tmp_path / "two"]).names) == ["one/a.png", "two/deep/a.png"]
    assert list(find_files([tmp_path / "two" / "deep" / "a.png"]).names) == ["a.png"]
    assert find_files([tmp_path / "c.png", tmp_path / "one"]).root == str(tmp_path)


def test_a_file_given_twice_or_by_itself_and_by_its_folder_is_found_once(tmp_path):
    fill(tmp_path, "one/a.png", "one/b.png")
    found = find_files([tmp_path / "one", tmp_path / "one" / "a.png", tmp_path / "one", tmp_path])
    assert list(found.names) == ["one/a.png", "one/b.png"]


def test_a_pattern_is_expanded_unless_a_file_is_called_so(tmp_path):
    fill(tmp_path, "a1.png", "a2.png", "b[1].png", "sub/a3.png")
    assert list(find_files([tmp_path / "a?.png"]).names) == ["a1.png", "a2.png"]
    assert list(find_files([tmp_path / "**" / "a*.png"]).names) == ["a1.png", "a2.png", "sub/a3.png"]
    assert list(find_files([tmp_path / "b[1].png"]).names) == ["b[1].png"]


@posix
def test_a_circle_of_links_ends_with_a_remark(tmp_path):
    fill(tmp_path, "a/1.png")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    found = find_files([tmp_path])
    assert list(found.names) == ["a/1.png", "round"]
    assert len(found.remarks) == 2
    assert {remark.code for remark in found.remarks} <= {"link_in_circle", "link_to_read_folder"}
    assert any(("link", "a/up") in remark.values for remark in found.remarks)


@posix
def test_a_link_that_leads_elsewhere_is_followed_once(tmp_path):
    fill(tmp_path, "images/1.png", "elsewhere/2.png", "elsewhere/deep/3.png")
    (tmp_path / "elsewhere" / "back").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "images" / "link").symlink_to(tmp_path / "elsewhere")
    assert list(find_files([tmp_path / "images"]).names) == ["1.png", "link/2.png", "link/deep/3.png"]


@posix
def test_links_to_files_and_broken_links_are_files(tmp_path):
    fill(tmp_path, "images/1.png")
    (tmp_path / "images" / "2.png").symlink_to(tmp_path / "images" / "1.png")
    (tmp_path / "images" / "3.png").symlink_to(tmp_path / "nowhere")
    assert list(find_files([tmp_path / "images"]).names) == ["1.png", "2.png", "3.png"]


def test_no_file_and_no_such_file_have_codes(tmp_path):
    with raises_code(NothingToDo, "no_files", path=str(tmp_path)):
        find_files([tmp_path])
    with raises_code(NothingToDo, "path_not_found", path=str(tmp_path / "missing")):
        find_files([tmp_path / "missing"])
    with raises_code(NothingToDo, "path_not_found", path=str(tmp_path / "*.dcm")):
        find_files([tmp_path / "*.dcm"])
    with raises_code(NothingToDo, "no_paths"):
        find_files([])


@posix
def test_a_folder_that_may_not_be_listed_is_reported_or_has_a_row(public_folder):
    fill(public_folder, "a/1.png", "locked/2.png")
    (public_folder / "locked").chmod(0)
    with without_privileges():
        assert list(find_files([public_folder]).names) == ["a/1.png", "locked/"]
        with raises_code(NothingToDo, "folder_unreadable"):
            find_files([public_folder / "locked"])


def test_files_in_an_archive_are_found_and_located(tmp_path):
    image = write_png(tmp_path / "image.png", synthetic_image())
    with zipfile.ZipFile(tmp_path / "images.zip", "w") as archive:
        archive.write(image, "a/1.png")
        archive.mkdir("empty")
        archive.write(image, "2.png")
    found = find_files([tmp_path])
    assert list(found.names) == ["image.png", "images.zip/2.png", "images.zip/a/1.png"]
    assert locate(found.root, "images.zip/a/1.png") == (str(tmp_path / "images.zip"), "a/1.png")
    assert locate(found.root, "image.png") == (str(image), "")
    assert locate(found.root, "gone/image.png") == (str(tmp_path / "gone" / "image.png"), "")


def test_a_damaged_archive_stays_a_file_of_its_own(tmp_path):
    fill(tmp_path, "damaged.zip")
    assert list(find_files([tmp_path]).names) == ["damaged.zip"]


def test_shards_share_no_file_and_leave_none_out(tmp_path):
    fill(tmp_path, *(f"{number}.png" for number in range(10)))
    whole = find_files([tmp_path])
    shards = [whole.shard(index, 3) for index in (1, 2, 3)]
    assert sorted(name for shard in shards for name in shard.names) == list(whole.names)
    assert {shard.root for shard in shards} == {whole.root}


def test_files_of_the_system_and_of_programs_get_no_row(tmp_path):
    fill(tmp_path, "1.dcm", "._1.dcm", "AUTORUN.INF", "VIEWER.EXE", "a/ehthumbs.db", "__MACOSX/._1.dcm")
    with zipfile.ZipFile(tmp_path / "cd.zip", "w") as archive:
        for name in ("2.dcm", "__MACOSX/._2.dcm", "DICOMDIR", "autorun.inf", ".DS_Store"):
            archive.writestr(name, b"x")
    assert list(find_files([tmp_path]).names) == ["1.dcm", "cd.zip/2.dcm"]


@posix
@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("asked", ["NFC", "NFD"])
def test_names_are_found_however_they_are_composed(tmp_path, on_disk, asked):
    folder, file = (unicodedata.normalize(on_disk, name) for name in ("흉부", "폐렴 1.png"))
    fill(tmp_path, f"{folder}/{file}")
    for pattern in ("흉부/폐렴 1.png", "흉부/폐*.png", "**/폐렴*", "흉*/폐렴 1.png", "흉부"):
        found = find_files([tmp_path / unicodedata.normalize(asked, pattern)])
        assert [name.rsplit("/", 1)[-1] for name in found.names] == [file]


@posix
def test_a_working_folder_that_was_deleted_has_a_code(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    fill(tmp_path, "1.png")
    assert list(find_files([tmp_path / "1.png"]).names) == ["1.png"]
    with raises_code(NothingToDo, "working_folder_missing"):
        find_files([tmp_path], leave_out=["results.csv"])


def test_a_search_can_be_cancelled(tmp_path):
    fill(tmp_path, "a/1.png", "b/2.png")
    assert list(find_files([tmp_path], cancelled=lambda: True).names) == []
