import csv
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xray_desktop.inference.prediction import PredictedClass, Prediction
from xray_desktop.results.cell_text import decode_cell, encode_cell
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import COLUMNS, Row, UnusableResults
from xray_desktop.results.text_rows import csv_header, csv_line, json_line, read_csv, read_json_lines

NAMES = [
    "plain.png",
    "=1+1.png",
    "+a",
    "-b",
    "@c",
    "\tt",
    "'quoted'.png",
    "''",
    "line\nbreak",
    "cr\rlf\r\n.png",
    'say "hi", you.png',
    "폐렴 🫁.dcm",
    "a" * 250,
    "back\\slash",
    "\\xff",
    "\\\\xff",
    os.fsdecode(b"\xff\xfe.jpg"),
    "half \ud83d",
    "\uff1dwide",
    "semi;colon",
    " space ",
    "ends in quote'",
]


def rows_of(names):
    return [Row(name, "ok", "NORMAL", 0.25, 0.5, 10, 20, "", "m 1 0", "balanced") for name in names]


def written(rows):
    return csv_header() + b"".join(map(csv_line, rows))


def test_the_first_columns_are_those_that_were_promised():
    assert COLUMNS[:9] == (
        "path",
        "status",
        "predicted_class",
        "probability_pneumonia",
        "threshold",
        "width",
        "height",
        "message",
        "model",
    )


def test_hostile_names_are_read_back_to_the_very_file():
    rows = rows_of(NAMES)
    assert [row for row, _ in read_csv(io.BytesIO(written(rows)), "r.csv")] == rows


def test_an_ordinary_csv_reader_sees_hostile_names_as_one_harmless_cell():
    text = written(rows_of(NAMES)).decode("utf-8-sig")
    cells = [row["path"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert [decode_cell(cell) for cell in cells] == NAMES
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in cells)


@given(st.text(st.characters(codec=None)))
def test_any_text_survives_a_cell(text):
    cell = encode_cell(text)
    assert decode_cell(cell) == text
    cell.encode("utf-8")


@given(st.lists(st.binary(min_size=1, max_size=40).map(os.fsdecode), max_size=5))
def test_any_bytes_as_names_survive_csv_and_json(names):
    rows = rows_of(names)
    assert [row for row, _ in read_csv(io.BytesIO(written(rows)), "r.csv")] == rows
    lines = b"".join(map(json_line, rows))
    assert [row for row, _ in read_json_lines(io.BytesIO(lines), "r.jsonl")] == rows


def test_excel_and_rfc_4180_find_what_they_look_for():
    data = written(rows_of(["a.png"]))
    assert data.startswith(
        b"\xef\xbb\xbfpath,status,prediction,probability_pneumonia,threshold,width,height,message,"
    )
    assert data.endswith(b"\r\n")
    assert b"a.png,ok,NORMAL,0.250000,0.500000,10,20,,m 1 0,balanced,\r\n" in data


def prediction(**changes):
    values = {"predicted_class": PredictedClass.PNEUMONIA, "probability": 0.98765432, "threshold": 0.5}
    return Prediction(**{**values, "operating_point": "balanced", "model": "m 1 0", **changes})


def test_a_predicted_class_becomes_an_ok_row_with_six_decimals():
    row = Row.from_prediction("a.png", prediction(bacterial=0.1234567), 3, 2)
    assert (row.status, row.predicted_class, row.probability_pneumonia) == ("ok", "PNEUMONIA", 0.987654)
    assert (row.width, row.height, row.probability_bacterial) == (3, 2, 0.123457)


def test_no_probability_is_written_as_a_certainty():
    assert (
        Row.from_prediction("a", prediction(probability=0.99999999), 3, 2).probability_pneumonia == 0.999999
    )
    assert Row.from_prediction("a", prediction(probability=1e-9), 3, 2).probability_pneumonia == 0.000001


def test_a_image_that_was_rejection_becomes_a_rejected_row_with_the_reason_and_no_predicted_class():
    refused = prediction(predicted_class=None, probability=None, rejection="This is a knee.")
    row = Row.from_prediction("a.png", refused, 3, 2)
    assert (row.status, row.predicted_class, row.probability_pneumonia, row.message) == (
        "rejected",
        "",
        None,
        "This is a knee.",
    )


def test_an_uncertain_predicted_class_is_ok_and_says_why():
    row = Row.from_prediction(
        "a.png", prediction(predicted_class=PredictedClass.UNCERTAIN, uncertain="Too close."), 3, 2
    )
    assert (row.status, row.predicted_class, row.message) == ("ok", "UNCERTAIN", "Too close.")


@pytest.mark.parametrize("cut", range(1, 60))
def test_a_line_torn_anywhere_is_not_read_and_the_others_are(cut):
    rows = rows_of(["a.png", 'b\n"x".png'])
    data = written(rows)
    found = list(read_csv(io.BytesIO(data[:-cut]), "r.csv"))
    assert [row for row, _ in found] == rows[: len(found)]
    assert len(found) == 1 or cut >= len(csv_line(rows[1]))


def test_positions_given_with_the_rows_are_ends_of_lines():
    rows = rows_of(["a.png", "b\n.png"])
    ends = [end for _, end in read_csv(io.BytesIO(written(rows)), "r.csv")]
    assert ends == [len(written(rows[:1])), len(written(rows))]


@pytest.mark.parametrize(
    "data",
    [
        b"hello\r\n",
        b"a,b\r\n1,2\r\n",
        written(rows_of(["a"])) + b"too,few\r\n",
        written(rows_of(["a"])).replace(b"0.250000", b"many"),
        written(rows_of(["a"])).replace(b",ok,", b",fine,"),
        written(rows_of(["a"])) + b"\xff\xff\r\n",
        b"\x00\x01\x02\n",
    ],
)
def test_what_is_no_csv_of_results_is_told_in_a_sentence(tmp_path, data):
    path = tmp_path / "r.csv"
    path.write_bytes(data)
    with pytest.raises(UnusableResults, match=r"r\.csv is .*\.$"):
        list(read_results(path))


def test_further_columns_and_other_orders_are_read(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(
        "note,path,status,prediction,probability_pneumonia,threshold,width,height,message,model\n"
        "mine,a.png,ok,NORMAL,0.25,0.5,10,20,,m 1 0\n"
    )
    (row,) = read_results(path)
    assert row == Row("a.png", "ok", "NORMAL", 0.25, 0.5, 10, 20, "", "m 1 0")


def test_a_missing_file_of_results_is_told_in_a_sentence(tmp_path):
    with pytest.raises(UnusableResults, match=r"cannot be read"):
        list(read_results(tmp_path / "none.csv"))
