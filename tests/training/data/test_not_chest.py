from pathlib import Path

import pytest

from training.data.dataset import UnusableDataset
from training.data.not_chest import scan_not_chest


@pytest.fixture
def folder(tmp_path):
    for name in (
        "xray_chest_lateral/1.png",
        "photo/1.jpeg",
        "photo/2.jpeg",
        "borderline_crop/1.png",
        "knee/1.dcm",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    (tmp_path / "photo" / "notes.txt").write_text("none")
    return tmp_path


def _names(samples):
    return [f"{sample.kind}/{Path(sample.path).name}" for sample in samples]


def test_lateral_chests_are_one_view_and_all_but_borderline_kinds_the_other(folder):
    found = scan_not_chest(folder)
    assert _names(found["lateral"]) == ["xray_chest_lateral/1.png"]
    assert _names(found["other"]) == ["knee/1.dcm", "photo/1.jpeg", "photo/2.jpeg"]


def test_kinds_can_be_left_out(folder):
    assert _names(scan_not_chest(folder, ["photo"])["other"]) == ["knee/1.dcm"]
    with pytest.raises(UnusableDataset, match="lateral"):
        scan_not_chest(folder, ["xray_chest_lateral"])
