"""Rows of results at another operating point: the probability stays, the decision is made again."""

from dataclasses import dataclass, replace

from xray_desktop.inference.decision import NOTES, UNUSUAL_IMAGE, classify_probability
from xray_desktop.inference.metadata import ModelMetadata, OperatingPoint
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.row import Row


@dataclass(frozen=True)
class DecisionContext:
    """A model at one of its operating points.

    Attributes:
        metadata: the model's metadata.
        model: name, version and short SHA-256, as rows name it.
        point: the operating point.
    """

    metadata: ModelMetadata
    model: str
    point: OperatingPoint

    def applies_to(self, row: Row) -> bool:
        """Whether this model wrote the row; another model's probability means something else."""
        return row.model == self.model

    def reclassify(self, row: Row) -> Row:
        """The row as this model gives it at this operating point; another model's row unchanged.

        Only rows of PNEUMONIA have a probability of a bacterial cause: it is missing when the prediction
        was another one before, and removed when it is another one now.
        """
        point = self.point
        if not self.applies_to(row) or row.operating_point == point.name:
            return row
        if row.status == "error":
            return replace(row, operating_point=point.name)
        threshold = round(point.threshold, 6)
        if row.probability_pneumonia is None:
            return replace(row, operating_point=point.name, threshold=threshold)
        prediction, reasons = classify_probability(
            row.probability_pneumonia, self.metadata, point, unusual=row.reason == UNUSUAL_IMAGE
        )
        bacterial = row.probability_bacterial if prediction is PredictedClass.PNEUMONIA else None
        return replace(
            row,
            prediction=prediction.value,
            threshold=threshold,
            reasons=(*reasons, *(reason for reason in row.reasons if reason.code in NOTES)),
            operating_point=point.name,
            probability_bacterial=bacterial,
        )
