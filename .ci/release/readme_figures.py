"""Updates the figures in the READMEs from the model file: `python .ci/release/readme_figures.py`."""

import re
import sys
from pathlib import Path

from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.metadata import ModelMetadata
from xray_desktop.resources import resource

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.ko.md")

_FIGURES = re.compile(r"(<!-- figures[^>]*-->\n).*?(<!-- end of figures -->)", re.DOTALL)

_HEADS = {
    "README.md": "| Operating point | PNEUMONIA threshold | Sensitivity | Specificity |",
    "README.ko.md": "| 작동점 | PNEUMONIA 임계값 | 민감도 | 특이도 |",
}

_KOREAN = {"high_sensitivity": "고민감도", "balanced": "균형", "high_specificity": "고특이도"}


def table(metadata: ModelMetadata, readme: str) -> str:
    """The operating points as a Markdown table in the language of a README; the default one is in bold."""
    lines = [_HEADS[readme], "|---|---|---|---|"]
    for point in metadata.operating_points:
        name = _KOREAN.get(point.name, point.name) if readme.endswith(".ko.md") else point.name
        name = name.replace("_", " ")
        if point.name == metadata.default_operating_point:
            name = f"**{name}**"
        shares = (_share(figure, readme) for figure in (point.sensitivity, point.specificity))
        lines.append(f"| {name} | {point.threshold:.2f} | {' | '.join(shares)} |")
    return "\n".join(lines) + "\n"


def with_figures(text: str, metadata: ModelMetadata, readme: str) -> str:
    """The text of a README with the figures of this model."""
    return _FIGURES.sub(lambda found: found.group(1) + table(metadata, readme) + found.group(2), text)


def _share(figure: tuple[float, float, float], readme: str) -> str:
    """A share with its 95 % confidence interval; never 1.000, which no sample can show."""
    value, low, high = (f"{min(part, 0.999):.3f}" for part in figure)
    return f"{value} ({low}~{high})" if readme.endswith(".ko.md") else f"{value} ({low} to {high})"


def main() -> int:
    """Updates the READMEs in place."""
    metadata = Classifier.load(resource("model.onnx")).metadata
    for readme in READMES:
        file = ROOT / readme
        file.write_text(with_figures(file.read_text(encoding="utf-8"), metadata, readme), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
