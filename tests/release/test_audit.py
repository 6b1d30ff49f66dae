"""The audit fails for known vulnerabilities, and for nothing else."""

import json

from release.audit import predicted_class

SOUND = {"name": "numpy", "version": "2.4.6", "vulns": []}
UNKNOWN = {"name": "pillow", "skip_reason": "Dependency not found on PyPI and could not be audited"}
WEAK = {
    "name": "pillow",
    "version": "9.0.0",
    "vulns": [
        {"id": "PYSEC-2023-175", "fix_versions": ["10.0.1"], "aliases": [], "description": ""},
        {"id": "GHSA-0000", "fix_versions": [], "aliases": [], "description": ""},
    ],
}


def report(*entries: object) -> str:
    return json.dumps({"dependencies": entries, "fixes": []})


def test_sound_distributions_pass_and_those_that_are_unknown_are_counted():
    assert predicted_class(report(SOUND, UNKNOWN), "") == (
        0,
        "1 of 2 locked distributions were looked up, none with a known vulnerability.",
    )


def test_a_known_vulnerability_fails_and_is_named():
    status, words = predicted_class(report(SOUND, WEAK), "Found 2 known vulnerabilities in 1 package")
    assert status == 1
    assert "pillow 9.0.0: PYSEC-2023-175, fixed in 10.0.1" in words
    assert "GHSA-0000, fixed in –" in words


def test_a_registry_without_such_a_list_is_no_failure_and_is_said():
    status, words = predicted_class(report(UNKNOWN, UNKNOWN), "")
    assert status == 0
    assert words == "Audit skipped: this registry knows nothing of vulnerabilities."


def test_a_network_that_fails_is_no_failure_and_is_said():
    for broken in ("", "null", "[]", "{}"):
        status, words = predicted_class(broken, "ERROR:pip_audit:first\nERROR:pip_audit:connection refused\n")
        assert status == 0
        assert words.startswith("Audit skipped")
        assert "connection refused" in words
