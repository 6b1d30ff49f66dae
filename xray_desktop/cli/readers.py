"""`xray-desktop readers`: the results of a reader study as a folder of report, figure, tables and JSON."""

import argparse
import os
from pathlib import Path

from xray_desktop.cli.options import DISCLAIMER, Parser, add_language
from xray_desktop.cli.terminal import say
from xray_desktop.evaluation.labels import NEGATIVE, POSITIVE, read_label_table
from xray_desktop.evaluation.reader_study.definition import read_study
from xray_desktop.evaluation.reader_study.export import export_results
from xray_desktop.evaluation.reader_study.labelling import labelled
from xray_desktop.evaluation.reader_study.record import read_record, records_of
from xray_desktop.evaluation.reader_study.results import ReaderStudyResults, evaluate_readers
from xray_desktop.evaluation.study.folder import check_output
from xray_desktop.evaluation.study.page import share
from xray_desktop.messages import Words


def readers_parser() -> argparse.ArgumentParser:
    """The arguments of `xray-desktop readers`."""
    parser = Parser(
        prog="xray-desktop readers",
        description="Evaluates the records of a reader study and writes a folder: report.html, figure (SVG "
        "and CSV), "
        "tables, metrics.json. The study is set up and read in the window (Image menu, Reader study). "
        f"PNEUMONIA is the positive class. {DISCLAIMER}",
        epilog="Example: “xray-desktop readers study --output results”. Exit status: 0 when the results "
        "were written, "
        "2 for wrong arguments or records that cannot be used.",
        allow_abbrev=False,
    )
    parser.add_argument("study", metavar="STUDY", help="folder of the reader study")
    parser.add_argument(
        "--records",
        nargs="+",
        default=[],
        metavar="RECORD",
        help="records to evaluate (default: those in the study's folder)",
    )
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help="results folder to create")
    parser.add_argument("--overwrite", action="store_true", help="replace an existing results folder")
    parser.add_argument(
        "--labels",
        metavar="FILE",
        help="CSV with the columns file and label (default: the labels in the study)",
    )
    for option, name in (("--positive", "PNEUMONIA"), ("--negative", "NORMAL")):
        parser.add_argument(
            option,
            action="append",
            metavar="LABEL",
            help=f"label that counts as {name}; may be repeated (default: {name})",
        )
    add_language(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    return parser


def readers(options: argparse.Namespace) -> int:
    """Runs the command and returns the exit status.

    Raises a MessageError for a study, records, labels or folders that cannot be used.
    """
    output = Path(os.path.abspath(options.output))
    check_output(output, overwrite=options.overwrite)
    folder = Path(options.study)
    study = read_study(folder)
    paths = [Path(path) for path in options.records] or records_of(folder, study)
    # Before labels are added: a record belongs to the study as it was read.
    records = [read_record(path, study) for path in paths]
    if options.labels:
        entries = read_label_table(options.labels)
        study, remarks = labelled(
            study, entries, positive=options.positive or POSITIVE, negative=options.negative or NEGATIVE
        )
        for remark in remarks:
            say(str(remark))
    results = evaluate_readers(study, records)
    export_results(results, output, overwrite=options.overwrite, words=Words(options.language))
    if not options.quiet:
        _show(results, output)
    return 0


def _show(results: ReaderStudyResults, output: Path) -> None:
    for remark in results.remarks:
        say(str(remark))
    words = Words()
    for each in results.raters:
        read = f", read {each.read}" if each.read else ""
        figures = (
            f"sensitivity {share(each.sensitivity, words)}, specificity {share(each.specificity, words)}, "
            f"AUC {share(each.auc, words)}"
        )
        say(f"{each.name}{read}: {figures}")
    say(f"{output / 'report.html'}")
