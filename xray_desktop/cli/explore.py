"""`xray-desktop explore`: what a data set holds and what is wrong with it, before any model."""

import argparse
import datetime
import os
import queue
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tqdm import tqdm

from xray_desktop.batch.files import find_files
from xray_desktop.cli.options import DISCLAIMER, Parser, add_language
from xray_desktop.cli.terminal import say
from xray_desktop.evaluation.dataset_evaluation import class_of_folder
from xray_desktop.evaluation.study.folder import check_output
from xray_desktop.exploration.data_issues import IssueKind
from xray_desktop.exploration.overview import DatasetOverview, overview_of
from xray_desktop.exploration.report import Source, write_overview
from xray_desktop.exploration.survey import Read, SurveySource, parts_of_paths, survey
from xray_desktop.exploration.tables import code_of
from xray_desktop.imaging.archives import locate_path
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.reading import named_like_an_image
from xray_desktop.messages import Words


def explore_parser() -> argparse.ArgumentParser:
    """The arguments of `xray-desktop explore`."""
    parser = Parser(
        prog="xray-desktop explore",
        description="Reads every image once, without a model, and writes a folder: report.html, figures "
        "(SVG and CSV), tables, files.csv, metrics.json. It holds counts, sizes, grey levels by class, exact "
        "and near duplicates, patients in several parts, and numbers that give the class away. "
        f"{DISCLAIMER}",
        epilog="Classes are the folders NORMAL and PNEUMONIA; parts are the folders above them. Example: "
        "“xray-desktop explore data --output overview”. Exit status: 0 when the folder was written, 2 for "
        "wrong arguments, 130 when stopped with Ctrl+C.",
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, ZIP archive or pattern")
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help="folder to create")
    parser.add_argument("--overwrite", action="store_true", help="replace a folder of an earlier run")
    parser.add_argument(
        "--no-recursive", dest="recursive", action="store_false", help="do not include subfolders"
    )
    parser.add_argument(
        "--jobs", type=_count, metavar="N", help="images read at once (default: number of cores)"
    )
    add_language(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    return parser


def explore(options: argparse.Namespace) -> int:
    """Runs the command and returns the exit status.

    Raises a MessageError when there is no file, or the folder cannot be written.
    """
    output = Path(os.path.abspath(options.output))
    check_output(output, overwrite=options.overwrite)
    files = find_files(options.paths, recursive=options.recursive, leave_out=[output])
    sources = sources_of(files.root, files.names, options.paths)
    with _readers(options.jobs or min(8, os.cpu_count() or 1)) as (read, threads):
        surveyed = survey(sources, read, threads=threads)
        hidden = options.quiet or not sys.stderr.isatty()
        overview = overview_of(list(tqdm(surveyed, total=len(sources), unit=" images", disable=hidden)))
    words = Words(options.language)
    first, more = Path(os.path.abspath(options.paths[0])).name, len(options.paths) - 1
    images = words("and_more", first=first, count=more) if more else first
    source = Source(images, datetime.datetime.now(datetime.UTC).date().isoformat())
    write_overview(overview, source, output, overwrite=options.overwrite, words=words)
    if not options.quiet:
        for remark in files.remarks:
            say(str(remark))
        _show(overview, output)
    return 0


def sources_of(root: str, names: Sequence[str], given: Sequence[str]) -> list[SurveySource]:
    """The files to be surveyed: those named like images, given ones whatever they are called, and all when
    there is none of these.
    """
    requested = {os.path.abspath(path) for path in given}
    paths = {name: os.path.join(root, *name.rstrip("/").split("/")) for name in names}
    images = [
        name for name in names if name.endswith("/") or paths[name] in requested or named_like_an_image(name)
    ]
    chosen = images or list(names)
    parts = parts_of_paths([paths[name] for name in chosen])
    return [
        SurveySource(paths[name], name.removeprefix(f"{part}/"), part, class_of_folder(paths[name]))
        for name, part in zip(chosen, parts, strict=True)
    ]


@contextmanager
def _readers(count: int) -> Iterator[tuple[Read, int]]:
    """A function that reads an image in a process of its own, and how many of these there are."""
    free: queue.SimpleQueue[IsolatedReader] = queue.SimpleQueue()

    def read(path: str) -> Radiograph:
        file, member = locate_path(os.path.abspath(path))
        reader = free.get()
        try:
            return reader.read(file, member=member)
        finally:
            free.put(reader)

    with ExitStack() as stack:
        for _ in range(count):
            free.put(stack.enter_context(IsolatedReader()))
        yield read, count


def _show(overview: DatasetOverview, output: Path) -> None:
    words = Words()
    for each in overview.counts:
        where = " ".join(filter(None, (each.part, each.label or words("no_label"))))
        unreadable = f", {each.unreadable:,} not readable" if each.unreadable else ""
        say(f"{where}: {each.images:,} images of {each.patients:,} patients{unreadable}")
    for kind in IssueKind:
        found = sum(issue.kind is kind for issue in overview.issues)
        if found:
            say(f"{words(f'finding_{code_of(kind)}')}: {found:,}")
    for giveaway in overview.confounders:
        if giveaway.striking:
            part = f"{giveaway.part}: " if giveaway.part else ""
            name = words(f"attribute_{code_of(giveaway.attribute)}")
            say(f"{part}{name} {words('striking')} (AUC {giveaway.auc:.3f})")
    say(f"{output / 'report.html'}")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to 256")
    return int(text)
