"""`xray-desktop evaluate`: labelled images to a study folder with report, figures, tables and cases."""

import argparse
import contextlib
import datetime
import os
import shutil
from contextlib import closing
from pathlib import Path

from xray_desktop import __version__
from xray_desktop.batch.driver import BatchRequest, Started, run_batch
from xray_desktop.batch.steps import BatchStopped, Step
from xray_desktop.cli.options import DISCLAIMER, Parser, WrongUse, add_language
from xray_desktop.cli.terminal import ProgressDisplay, say
from xray_desktop.evaluation.intervals import REPLICATES
from xray_desktop.evaluation.labels import (
    NEGATIVE,
    POSITIVE,
    Entry,
    MatchedLabels,
    entries_of_folders,
    match_labels,
    read_label_table,
)
from xray_desktop.evaluation.study.cases import UnusableStudy
from xray_desktop.evaluation.study.comparison import read_ratings
from xray_desktop.evaluation.study.drift import drift_of
from xray_desktop.evaluation.study.folder import check_output, working_folder, write_study
from xray_desktop.evaluation.study.page import number, share
from xray_desktop.evaluation.study.row_groups import with_row_groups
from xray_desktop.evaluation.study.study import Provenance, Study, evaluate_study
from xray_desktop.inference.classifier import Classifier
from xray_desktop.messages import MessageError, Words, message
from xray_desktop.results.reading import read_results
from xray_desktop.results.reclassification import DecisionContext
from xray_desktop.results.row import Row

RESULTS = "results.csv"
SEED = 0


def evaluate_parser() -> argparse.ArgumentParser:
    """The arguments of `xray-desktop evaluate`."""
    parser = Parser(
        prog="xray-desktop evaluate",
        description="Evaluates predictions against labels and writes a study folder: report.html, figures "
        "(SVG and "
        f"CSV), tables, metrics.json and cases.csv. PNEUMONIA is the positive class. {DISCLAIMER}",
        epilog="Examples: “xray-desktop evaluate images --output study” for images in folders called "
        "NORMAL and "
        "PNEUMONIA; “xray-desktop evaluate images --labels labels.csv --output study”; “xray-desktop "
        "evaluate "
        "--results results.csv --labels labels.csv --compare other.csv --output study”. Exit status: 0 "
        "when the study "
        "was written, 1 when classifying was interrupted by an error, 2 for wrong arguments, 130 when "
        "stopped with "
        "Ctrl+C.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="file, folder, ZIP archive or pattern to classify"
    )
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help="study folder to create")
    parser.add_argument("--overwrite", action="store_true", help="replace an existing study folder")
    labels = parser.add_argument_group("labels")
    labels.add_argument(
        "--labels",
        metavar="FILE",
        help="CSV with the columns file and label; optional: patient, and further columns for subgroups "
        "(default: "
        "folders called NORMAL and PNEUMONIA)",
    )
    labels.add_argument(
        "--positive",
        action="append",
        metavar="LABEL",
        help="label that counts as PNEUMONIA; may be repeated (default: PNEUMONIA)",
    )
    labels.add_argument(
        "--negative",
        action="append",
        metavar="LABEL",
        help="label that counts as NORMAL; may be repeated (default: NORMAL)",
    )
    results = parser.add_argument_group("results")
    results.add_argument(
        "--results", metavar="FILE", help="evaluate this results file instead of classifying PATH"
    )
    results.add_argument("--model", metavar="FILE", help="model file (default: the built-in model)")
    results.add_argument(
        "--operating-point",
        metavar="NAME",
        help="high_sensitivity, balanced or high_specificity (default: balanced, or that of the results "
        "file)",
    )
    results.add_argument(
        "--resume", action="store_true", help="continue classifying where an interrupted run ended"
    )
    comparison = parser.add_argument_group("comparison")
    comparison.add_argument(
        "--compare",
        metavar="FILE",
        help="compare with another results file, or with a reader: CSV with the columns file and reading",
    )
    comparison.add_argument("--drift", metavar="FILE", help="state what changed since these earlier results")
    parser.add_argument(
        "--replicates",
        type=_replicates,
        default=REPLICATES,
        metavar="N",
        help=f"bootstrap replicates for the intervals (default: {REPLICATES})",
    )
    add_language(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    return parser


def evaluate(options: argparse.Namespace) -> int:
    """Runs the command and returns the exit status.

    Raises a MessageError for labels, results, models or folders that cannot be used.
    """
    if bool(options.paths) == bool(options.results):
        raise WrongUse("evaluate_paths_or_results")
    if options.results and options.resume:
        raise WrongUse("evaluate_nothing_to_resume")
    output = Path(os.path.abspath(options.output))
    check_output(output, overwrite=options.overwrite)
    # What is wrong with these shows before hours of classifying.
    entries = read_label_table(options.labels) if options.labels else None
    part = working_folder(output)
    if not options.resume:
        shutil.rmtree(part, ignore_errors=True)
    try:
        rows, sha256 = _existing_rows(options) if options.results else _classified(options, part)
    except BatchStopped as stopped:
        say(f"xray-desktop: {stopped} {message('evaluate_resume')}")
        return 1
    try:
        study = _study(options, rows, _labels(options, rows, entries), sha256)
    except MessageError:
        if not options.results:
            say(f"xray-desktop: {message('evaluate_resume')}")
        raise
    write_study(study, output, overwrite=options.overwrite)
    if not options.quiet:
        _show(study, output)
    return 0


def _labels(options: argparse.Namespace, rows: list[Row], entries: list[Entry] | None) -> MatchedLabels:
    names = [row.path for row in rows]
    labels = match_labels(
        names,
        entries_of_folders(names) if entries is None else entries,
        positive=options.positive or POSITIVE,
        negative=options.negative or NEGATIVE,
    )
    return with_row_groups(labels, rows)


def _study(options: argparse.Namespace, rows: list[Row], labels: MatchedLabels, sha256: str) -> Study:
    words = Words(options.language)
    source = Path(options.results or options.paths[0]).name or "images"
    more = len(options.paths) - 1
    provenance = Provenance(
        program_version=__version__,
        model=next((row.model for row in rows if row.path in labels.images), ""),
        model_sha256=sha256,
        images=source if more < 1 else words("and_more", first=source, count=more),
        labels=os.path.basename(options.labels) if options.labels else "",
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        seed=SEED,
    )
    second = read_ratings(options.compare, [row.path for row in rows]) if options.compare else None
    drift = None
    if options.drift:
        before = os.path.basename(options.drift)
        drift = drift_of(read_results(options.drift), rows, before_name=before, now_name=source)
    return evaluate_study(
        rows,
        labels,
        provenance,
        second=second,
        drift=drift,
        replicates=options.replicates,
        words=words,
    )


def _existing_rows(options: argparse.Namespace) -> tuple[list[Row], str]:
    """The rows of a results file, at another operating point if asked for, and the model's hash if it is
    known.
    """
    rows = list(read_results(options.results))
    if not options.operating_point and not options.model:
        return rows, ""
    classifier = Classifier.load(options.model)
    if other := next((row.model for row in rows if row.model != classifier.model), None):
        raise UnusableStudy("study_other_model", model=other, expected=classifier.model)
    if options.operating_point:
        point = classifier.metadata.operating_point(options.operating_point)
        context = DecisionContext(classifier.metadata, classifier.model, point)
        rows = [context.reclassify(row) for row in rows]
    return rows, classifier.sha256


def _classified(options: argparse.Namespace, part: Path) -> tuple[list[Row], str]:
    """The rows of the images, classified into the working folder, and the model's hash."""
    part.mkdir(exist_ok=True)
    output = part / RESULTS
    request = BatchRequest(
        options.paths,
        output=output,
        mode="resume" if options.resume else "overwrite",
        other_outputs=[part, Path(os.path.abspath(options.output))],
        operating_point=options.operating_point,
        model_file=Path(options.model) if options.model else None,
    )
    sha256 = ""
    display = ProgressDisplay(quiet=options.quiet)
    try:
        with display, closing(run_batch(request)) as events:
            for event in events:
                if isinstance(event, Started):
                    sha256 = event.classifier.sha256
                    display.before = len(event.done)
                elif isinstance(event, Step):
                    display.show(event.progress)
    except KeyboardInterrupt:
        say(f"xray-desktop: {message('evaluate_resume')}")
        raise
    finally:
        with contextlib.suppress(OSError):
            part.rmdir()  # empty only when there was nothing to classify
    return list(read_results(output)), sha256


def _show(study: Study, output: Path) -> None:
    for remark in study.remarks:
        say(str(remark))
    for name in ("sensitivity", "specificity", "auc"):
        measure = study.measure(name)
        say(f"{measure.title}: {share((measure.value, *measure.interval), Words())}")
    if study.comparison is not None and study.comparison.auc is not None:
        say(
            f"AUC difference: {number(study.comparison.auc.difference)}, p = "
            f"{number(study.comparison.auc.p, 4)}"
        )
    say(f"{output / 'report.html'}")


def _replicates(text: str) -> int:
    try:
        count = int(text)
    except ValueError:
        count = 0
    if not 100 <= count <= 100_000:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 100 to 100000")
    return count
