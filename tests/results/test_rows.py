import csv
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.codes import raises_code
from xray_desktop.inference.prediction import PredictedClass, Prediction
from xray_desktop.messages import message
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
    return [Row(name, "ok", "NORMAL", 0.25, 0.5, 10, 20, (), "m 1 0", "balanced") for name in names]


def written(rows):
    return csv_header() + b"".join(map(csv_line, rows))


def test_the_columns_of_a_results_csv_are_stable():
    assert ",".join(COLUMNS[:10]) == (
        "path,status,prediction,probability_pneumonia,threshold,width,height,reason,message,model"
    )


def test_hostile_names_are_read_back_unchanged():
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
        b"\xef\xbb\xbfpath,status,prediction,probability_pneumonia,threshold,width,height,reason,message,"
    )
    assert data.endswith(b"\r\n")
    assert b"a.png,ok,NORMAL,0.250000,0.500000,10,20,,,m 1 0,balanced,,,\r\n" in data


def prediction(**changes):
    values = {"predicted_class": PredictedClass.PNEUMONIA, "probability": 0.98765432, "threshold": 0.5}
    return Prediction(**{**values, "operating_point": "balanced", "model": "m 1 0", **changes})


def test_a_prediction_becomes_an_ok_row_with_six_decimals():
    row = Row.from_prediction("a.png", prediction(bacterial=0.1234567), 3, 2)
    assert (row.status, row.prediction, row.probability_pneumonia) == ("ok", "PNEUMONIA", 0.987654)
    assert (row.width, row.height, row.probability_bacterial) == (3, 2, 0.123457)


def test_no_probability_is_written_as_a_certainty():
    assert (
        Row.from_prediction("a", prediction(probability=0.99999999), 3, 2).probability_pneumonia == 0.999999
    )
    assert Row.from_prediction("a", prediction(probability=1e-9), 3, 2).probability_pneumonia == 0.000001


def test_a_rejected_image_has_a_row_with_the_reason_and_no_prediction():
    reasons = (message("other_body_part", part="KNEE"), message("truncated"))
    rejected = prediction(predicted_class=None, probability=None, reasons=reasons)
    row = Row.from_prediction("a.png", rejected, 3, 2)
    assert (row.status, row.prediction, row.probability_pneumonia) == ("rejected", "", None)
    assert (row.reason, row.reasons) == ("other_body_part", reasons)


def test_an_uncertain_prediction_is_ok_and_has_its_reason():
    uncertain = prediction(predicted_class=PredictedClass.UNCERTAIN, reasons=(message("near_threshold"),))
    row = Row.from_prediction("a.png", uncertain, 3, 2)
    assert (row.status, row.prediction, row.reason) == ("ok", "UNCERTAIN", "near_threshold")


REASONS = [
    (),
    (message("near_threshold"),),
    (message("truncated"), message("image_too_small", width=3, height=2)),
    (message("not_a_radiograph", modality=message("modality_other", modality='ZZ, "q"\n')),),
    (message("file_empty", file=os.fsdecode(b"\xff=1.png")),),
    (message("a_code_of_a_later_version", number=0.5),),
]


@pytest.mark.parametrize("reasons", REASONS, ids=str)
def test_reasons_are_read_back_with_their_values(reasons):
    row = Row("a.png", "rejected", reasons=reasons, model="m 1 0")
    assert [each for each, _ in read_csv(io.BytesIO(written([row])), "r.csv")] == [row]
    assert [each for each, _ in read_json_lines(io.BytesIO(json_line(row)), "r.jsonl")] == [row]


def test_details_are_written_only_when_the_code_does_not_say_all():
    assert [bool(Row("a", "ok", reasons=reasons).details) for reasons in REASONS] == [False, False] + [
        True
    ] * 4


def test_a_code_without_details_is_read_as_the_reason():
    data = written([Row("a", "rejected", reasons=(message("image_too_small", width=3, height=2),))])
    header, line = data.split(b"\r\n")[:2]
    shortened = header + b"\r\n" + line[: line.index(b',"[')] + b",\r\n"
    ((row, _),) = read_csv(io.BytesIO(shortened), "r.csv")
    assert row.reasons == (message("image_too_small"),)


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
        written(rows_of(["a"])).replace(b"balanced,,", b"balanced,,[{}]"),
        written(rows_of(["a"])).replace(b"balanced,,", b"balanced,," + b"[" * 90_000),
        b"\x00\x01\x02\n",
    ],
)
def test_a_file_that_is_not_a_results_csv_is_reported(tmp_path, data):
    path = tmp_path / "r.csv"
    path.write_bytes(data)
    with pytest.raises(UnusableResults) as caught:
        list(read_results(path))
    assert caught.value.message.code in ("results_not_a_csv", "results_damaged")


def test_further_columns_and_other_orders_are_read(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(
        "note,path,status,prediction,probability_pneumonia,threshold,width,height,reason,message,model\n"
        "mine,a.png,ok,NORMAL,0.25,0.5,10,20,,,m 1 0\n"
    )
    (row,) = read_results(path)
    assert row == Row("a.png", "ok", "NORMAL", 0.25, 0.5, 10, 20, (), "m 1 0")


def test_a_missing_file_of_results_is_reported(tmp_path):
    with raises_code(UnusableResults, "results_unreadable"):
        list(read_results(tmp_path / "none.csv"))
