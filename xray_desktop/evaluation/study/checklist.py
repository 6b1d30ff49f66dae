"""The items of reporting guidelines that the program can fill in: CLAIM and STARD, which STARD-AI extends.

Numbers follow CLAIM 2020 (J. Mongan et al., Radiol. Artif. Intell. 2 (2020), e200029) and STARD 2015 (P. M.
Bossuyt et al., BMJ 351 (2015), h5527). All other items are the authors' to report.
"""

from xray_desktop.evaluation.study.study import Study

COLUMNS = ("guideline", "item", "topic", "text")

CLAIM, STARD = "CLAIM 2020", "STARD 2015"


def checklist(study: Study) -> list[tuple[str, str, str, str]]:
    """Rows of `COLUMNS`; topic and text are in the language of the study."""
    cases, source, words = study.cases, study.provenance, study.words
    flow = "; ".join(
        words(
            "item_flow",
            outcome=words.known(f"outcome_{name}", name),
            positives=positives,
            negatives=negatives,
        )
        for name, (positives, negatives) in cases.flow.items()
    )
    model = source.model + (f", SHA-256 {source.model_sha256}" if source.model_sha256 else "")
    program = f"xray-desktop {source.program_version}"
    images = words("item_images", labelled=len(cases.all), scored=len(cases.scored))
    missing = " ".join(map(words.of, study.remarks)) or words("no_errors")
    intervals = words("item_intervals", replicates=study.replicates, seed=source.seed)
    figures = "; ".join(
        f"{words(f'measure_{name}')} {study.measure(name).value:.3f}"
        for name in ("sensitivity", "specificity", "auc")
    )
    reference = words("item_reference", labels=source.labels or words("item_class_folders"))
    measures = ", ".join(words(f"measure_{each.name}") for each in study.measures)
    cut_off = words("item_cut_off", threshold=cases.threshold, point=words.point(cases.operating_point))
    rows = [
        (CLAIM, "7", "topic_data", f"{source.images}: {images}"),
        (CLAIM, "13", "topic_missing", missing),
        (CLAIM, "14", "topic_ground_truth", reference),
        (CLAIM, "22", "topic_model", model),
        (CLAIM, "23", "topic_software", program),
        (CLAIM, "28", "topic_metrics", measures),
        (CLAIM, "29", "topic_uncertainty", intervals),
        (CLAIM, "33", "topic_flow", flow),
        (CLAIM, "36", "topic_accuracy", figures),
        (CLAIM, "37", "topic_failures", words("item_failures")),
        (STARD, "10a", "topic_index_test", words("item_index_test", program=program, model=model)),
        (STARD, "12a", "topic_cut_off", cut_off),
        (STARD, "14", "topic_methods", intervals),
        (STARD, "15", "topic_indeterminate", words("item_indeterminate")),
        (STARD, "16", "topic_missing", missing),
        (STARD, "19", "topic_participants", words("item_participants", patients=study.patients, flow=flow)),
        (STARD, "23", "topic_tabulation", "report.html, tables/flow.csv"),
        (STARD, "24", "topic_estimates", "report.html, tables/measures.csv"),
    ]
    return [(guideline, item, words(topic), text) for guideline, item, topic, text in rows]
