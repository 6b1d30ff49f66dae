"""Label tables: what each column gives, and what is refused."""

import numpy as np
import pytest
from PIL import Image

from tests import images
from training.data.dataset import NORMAL, OTHER, PNEUMONIA, UnusableDataset
from training.data.scanning import scan
from training.data.split import load_split, save_split, split_samples

HEADER = "file,class,patient,source,kind,group,label_source,remark"
ROWS = [
    "a/1.png,NORMAL,7,,,,RSNA radiologists,x",
    "a/2.png,PNEUMONIA,7,,bacteria,CR,text-mined,",
    "a/3.png,OTHER,,west,,,radiologist boxes,",
    "a/person4_virus_1.png,pneumonia,,,,,,",
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a").mkdir()
    for number, row in enumerate(ROWS):
        images.write_png(tmp_path / row.split(",")[0], images.synthetic_image(64, 64, number))
    (tmp_path / "labels.csv").write_text("\n".join([HEADER, *ROWS]), encoding="utf-8")
    boxes = [
        "a/2.png,Pneumonia,0.1,0.2,0.3,0.4",
        "a/2.png,Effusion,0,0,1,1",
        "a/2.png,Infiltrate,0,0,0.5,0.5",
    ]
    boxes += ["a/3.png,Infiltration,0.1,0.2,0.3,0.4"]
    (tmp_path / "boxes.csv").write_text("\n".join(["file,label,x0,y0,x1,y1", *boxes]), encoding="utf-8")
    return tmp_path


def test_every_column_is_read(folder):
    normal, bacterial, other, viral = scan(folder / "labels.csv", "nih")
    assert scan(folder, "nih") == [normal, bacterial, other, viral]
    assert [s.label for s in (normal, bacterial, other, viral)] == [NORMAL, PNEUMONIA, OTHER, PNEUMONIA]
    assert normal.patient == bacterial.patient == "nih:7"
    assert (bacterial.kind, bacterial.acquisition) == ("bacteria", "CR")
    assert (normal.label_noise, bacterial.label_noise) == (0, 0.15)
    assert bacterial.label_source == "text-mined"
    assert bacterial.boxes == ((0.1, 0.2, 0.3, 0.4), (0, 0, 0.5, 0.5))
    assert other.boxes == ()
    assert (other.source, other.collection, other.class_name) == ("nih/west", "nih", "OTHER")
    assert viral.kind == "virus"


def test_label_is_another_name_of_class(folder):
    text = (folder / "labels.csv").read_text(encoding="utf-8").replace("class", "label", 1)
    (folder / "labels.csv").write_text(text, encoding="utf-8")
    assert [sample.label for sample in scan(folder, "nih")] == [NORMAL, PNEUMONIA, OTHER, PNEUMONIA]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("class", "diagnosis"),
        ("NORMAL", "HEALTHY"),
        ("a/1.png", "a/9.png"),
        ("a/1.png", "../a/1.png"),
        ("\n".join(ROWS), ""),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(folder, old, new):
    file = folder / "labels.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnusableDataset, match=r"labels\.csv"):
        scan(folder, "nih")


@pytest.mark.parametrize("edges", ["0.4,0,0.3,1", "0,0,1", "a,0,1,1"])
def test_a_box_that_is_none_is_refused(folder, edges):
    (folder / "boxes.csv").write_text(f"file,label,x0,y0,x1,y1\na/2.png,Pneumonia,{edges}", encoding="utf-8")
    with pytest.raises(UnusableDataset, match=r"boxes\.csv, line 2"):
        scan(folder, "nih")


def test_a_split_of_a_table_is_read_from_its_file_as_it_was_made(tmp_path):
    rows = ["file,class,label_source,source"]
    for number in range(72):
        rough = np.random.default_rng(number).integers(0, 256, (9, 9), dtype=np.uint8)
        Image.fromarray(rough).resize((32, 32), Image.Resampling.BICUBIC).save(tmp_path / f"{number}.png")
        label, source = ("NORMAL", "OTHER", "PNEUMONIA")[number % 3], "ab"[number % 2]
        rows.append(f"{number}.png,{label},text-mined,{source}")
    (tmp_path / "table.csv").write_text("\n".join(rows), encoding="utf-8")
    folders = {"nih": tmp_path / "table.csv"}
    split = split_samples(scan(folders["nih"], "nih"), seed=0)
    save_split(split, tmp_path / "split.json", folders)
    assert load_split(tmp_path / "split.json", folders) == split
    assert {sample.source for sample in split.train} == {"nih/a", "nih/b"}
