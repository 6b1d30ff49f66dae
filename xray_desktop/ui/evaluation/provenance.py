"""Where the figures of an exported study come from."""

import datetime
import os

from xray_desktop import __version__
from xray_desktop.evaluation.study.cases import Cases
from xray_desktop.evaluation.study.study import Provenance
from xray_desktop.inference.classifier import Classifier
from xray_desktop.ui.evaluation.steps import Basis, LabelTable

SEED = 0


def provenance_of(
    cases: Cases, basis: Basis, classifier: Classifier | None, table: LabelTable | None, scope: str
) -> Provenance:
    """The provenance of a study; `scope` names a part of the images, empty for all of them."""
    own = classifier is not None and classifier.model == cases.model
    try:
        folder = os.path.basename(
            os.path.commonpath([os.path.dirname(path) for path in basis.paths.values()])
        )
    except ValueError:
        folder = ""
    return Provenance(
        program_version=__version__,
        model=cases.model,
        model_sha256=classifier.sha256 if own and classifier is not None else "",
        images=scope or folder or "images",
        labels=table.file.name if table else "",
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        seed=SEED,
    )
