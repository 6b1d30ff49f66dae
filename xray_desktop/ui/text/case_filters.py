"""Names of the case filters, and what each of them holds, in the language in use."""

from PySide6.QtCore import QCoreApplication

from xray_desktop.evaluation.review.case_filters import CONFIDENT, NEAR, CaseFilter


def case_filter_title(wanted: CaseFilter) -> str:
    """The name of a filter."""
    return {
        CaseFilter.FALSE_NEGATIVE: QCoreApplication.translate("CaseFilter", "False negatives"),
        CaseFilter.FALSE_POSITIVE: QCoreApplication.translate("CaseFilter", "False positives"),
        CaseFilter.TRUE_POSITIVE: QCoreApplication.translate("CaseFilter", "True positives"),
        CaseFilter.TRUE_NEGATIVE: QCoreApplication.translate("CaseFilter", "True negatives"),
        CaseFilter.CONFIDENT_ERRORS: QCoreApplication.translate("CaseFilter", "Most confident errors"),
        CaseFilter.NEAR_THRESHOLD: QCoreApplication.translate("CaseFilter", "Near the threshold"),
        CaseFilter.UNCERTAIN: QCoreApplication.translate("CaseFilter", "Uncertain"),
        CaseFilter.READER_AGAINST_MODEL: QCoreApplication.translate("CaseFilter", "Reader against model"),
        CaseFilter.READER_AGAINST_TRUTH: QCoreApplication.translate(
            "CaseFilter", "Reader against ground truth"
        ),
        CaseFilter.REJECTED: QCoreApplication.translate("CaseFilter", "Not classified"),
        CaseFilter.UNREADABLE: QCoreApplication.translate("CaseFilter", "Cannot be opened"),
    }[wanted]


def case_filter_explanation(wanted: CaseFilter) -> str:
    """What the filter holds and in which order, one or two sentences."""
    texts = {
        CaseFilter.FALSE_NEGATIVE: QCoreApplication.translate(
            "CaseFilter", "Ground truth pneumonia, predicted without pneumonia. Most confident first."
        ),
        CaseFilter.FALSE_POSITIVE: QCoreApplication.translate(
            "CaseFilter", "Ground truth without pneumonia, predicted pneumonia. Most confident first."
        ),
        CaseFilter.TRUE_POSITIVE: QCoreApplication.translate(
            "CaseFilter", "Ground truth and prediction: pneumonia."
        ),
        CaseFilter.TRUE_NEGATIVE: QCoreApplication.translate(
            "CaseFilter", "Ground truth and prediction: no pneumonia."
        ),
        CaseFilter.CONFIDENT_ERRORS: QCoreApplication.translate(
            "CaseFilter",
            "Incorrect predictions at least {share} % of the way from the threshold to 0 or 1. Most "
            "confident first.",
        ),
        CaseFilter.NEAR_THRESHOLD: QCoreApplication.translate(
            "CaseFilter", "Probability at most {near} from the threshold. Nearest first."
        ),
        CaseFilter.UNCERTAIN: QCoreApplication.translate(
            "CaseFilter", "No predicted class: too close to the threshold, or an unusual image."
        ),
        CaseFilter.READER_AGAINST_MODEL: QCoreApplication.translate(
            "CaseFilter", "The reader's class differs from the prediction. Most confident prediction first."
        ),
        CaseFilter.READER_AGAINST_TRUTH: QCoreApplication.translate(
            "CaseFilter", "The reader's class differs from the ground truth."
        ),
        CaseFilter.REJECTED: QCoreApplication.translate(
            "CaseFilter", "The image is not suitable for the model."
        ),
        CaseFilter.UNREADABLE: QCoreApplication.translate("CaseFilter", "The file could not be read."),
    }
    return texts[wanted].format(share=f"{100 * CONFIDENT:.0f}", near=f"{NEAR:.2f}")
