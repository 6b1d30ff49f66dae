"""The results of a reader study as a folder that a reviewer can read without this program."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from xray_desktop import __version__
from xray_desktop.evaluation.reader_study.order import shuffled_cases
from xray_desktop.evaluation.reader_study.report import reader_report, readers_roc
from xray_desktop.evaluation.reader_study.results import ReaderStudyResults
from xray_desktop.evaluation.reader_study.tables import READS, tables_of
from xray_desktop.evaluation.study.folder import METRICS, plain, write_files
from xray_desktop.messages import Words

FORMAT = "xray-desktop study of readers 1"


def export_results(
    results: ReaderStudyResults, folder: Path, *, overwrite: bool = False, words: Words | None = None
) -> None:
    """Writes report, figure, tables and figures as JSON; the folder is whole or as it was.

    Args:
        words: the language of report and figure; English when None.

    Raises:
        UnusableStudy: it cannot be written, or the folder exists and is not to be overwritten.
    """
    write_files(_files(results, words or Words()), folder, overwrite=overwrite)


def _files(results: ReaderStudyResults, words: Words) -> Iterator[tuple[str, bytes]]:
    figure = readers_roc(results, words)
    if figure is not None:
        yield f"figures/{figure.name}.svg", figure.svg.encode("utf-8")
        yield f"figures/{figure.name}.csv", figure.csv()
    for table in tables_of(results):
        yield f"tables/{table.name}.csv", table.csv()
    yield "report.html", reader_report(results, words).encode("utf-8")
    # Last: a folder with this file is a study, and may be overwritten as one.
    yield METRICS, (json.dumps(results_json(results), indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def results_json(results: ReaderStudyResults) -> dict[str, Any]:
    """The content of metrics.json; what is not defined is null."""
    study = results.study
    content = {
        "format": FORMAT,
        "positive_class": "PNEUMONIA",
        "program_version": __version__,
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "study": {
            "digest": study.digest,
            "created": study.created,
            "seed": study.seed,
            "second_read": study.second_read.value,
            "images": len(study.images),
            "model": None if study.model is None else asdict(study.model),
        },
        "readers": [
            {
                "name": record.reader,
                "number": record.number,
                "order": shuffled_cases(study, record.number),
                "answers": len(record.readings),
                "unreadable": sorted(record.unreadable),
                "sessions": record.sessions,
                "sessions_cut_off": record.sessions - record.closed,
                "pauses": record.pauses,
            }
            for record in results.records
        ],
        "raters": [{**asdict(each), "read": READS[each.read]} for each in results.raters],
        "agreement": [
            {**asdict(each), "read": READS[each.read], "interval": each.kappa.interval}
            for each in results.pairs
        ],
        "agreement_of_all_readers": {
            READS[read]: {**asdict(kappa), "interval": kappa.interval}
            for read, kappa in results.all_readers.items()
        },
        "help": [asdict(each) for each in results.help],
        "against_model": [asdict(each) for each in results.against_model],
        "random_readers": None if results.sample is None else asdict(results.sample),
        "remarks": [{**remark.as_json(), "text": str(remark)} for remark in results.remarks],
    }
    values: dict[str, Any] = plain(content)
    return values
