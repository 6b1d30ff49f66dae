"""The items of reporting guidelines that the program can fill in: CLAIM and STARD, which STARD-AI extends.

Numbers follow CLAIM 2020 (J. Mongan et al., Radiol. Artif. Intell. 2 (2020), e200029) and STARD 2015 (P. M. Bossuyt et
al., BMJ 351 (2015), h5527). All other items are the authors' to report.
"""

from xray_desktop.evaluation.study.study import Study

COLUMNS = ("guideline", "item", "topic", "text")


def checklist(study: Study) -> list[tuple[str, str, str, str]]:
    """Rows of `COLUMNS`."""
    cases, source = study.cases, study.provenance
    point = cases.operating_point.replace("_", " ")
    flow = "; ".join(
        f"{name}: {ill} with pneumonia, {well} normal" for name, (ill, well) in cases.flow.items()
    )
    model = source.model + (f", SHA-256 {source.model_sha256}" if source.model_sha256 else "")
    images = f"{len(cases.all)} labelled images, {len(cases.scored)} of them with a probability"
    missing = "; ".join(map(str, study.remarks)) or "None."
    intervals = (
        f"95 % percentile intervals from {study.replicates} bootstrap replicates of patients (seed {source.seed}); "
        "DeLong for AUC, Wilson for shares, Wald for calibration"
    )
    figures = "; ".join(
        f"{title} {study.measure(name).value:.3f}"
        for name, title in (("sensitivity", "sensitivity"), ("specificity", "specificity"), ("auc", "AUC"))
    )
    index_test = f"xray-desktop {source.program_version}, model {model}"
    reference = (
        f"Labels of {source.labels or 'the class folders'}; how they were made is the authors' to report"
    )
    return [
        ("CLAIM 2020", "7", "Data sources", f"{source.images}: {images}"),
        ("CLAIM 2020", "13", "Missing data", missing),
        ("CLAIM 2020", "14", "Definition of ground truth", reference),
        ("CLAIM 2020", "22", "Model", model),
        ("CLAIM 2020", "23", "Software", f"xray-desktop {source.program_version}"),
        ("CLAIM 2020", "28", "Metrics of performance", ", ".join(each.title for each in study.measures)),
        ("CLAIM 2020", "29", "Statistical uncertainty", intervals),
        ("CLAIM 2020", "33", "Flow of cases", flow),
        ("CLAIM 2020", "36", "Diagnostic accuracy and precision", figures),
        ("CLAIM 2020", "37", "Failure analysis", "cases.csv; most confident errors in report.html"),
        ("STARD 2015", "10a", "Index test", index_test),
        ("STARD 2015", "12a", "Test positivity cut-off", f"Probability ≥ {cases.threshold:.6f} ({point})"),
        ("STARD 2015", "14", "Methods for accuracy", intervals),
        (
            "STARD 2015",
            "15",
            "Indeterminate results",
            "UNCERTAIN images are counted at the threshold by their probability; rejected images and errors are "
            "left out of the measures and counted in the flow",
        ),
        ("STARD 2015", "16", "Missing data", missing),
        ("STARD 2015", "19", "Flow of participants", f"{study.patients} patients; {flow}"),
        ("STARD 2015", "23", "Cross tabulation", "report.html, tables/flow.csv"),
        ("STARD 2015", "24", "Estimates with precision", "report.html, tables/measures.csv"),
    ]
