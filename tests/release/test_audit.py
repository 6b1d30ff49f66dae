"""The audit fails for known vulnerabilities only."""

import json

from release.audit import audit_result

SAFE = {"name": "numpy", "version": "2.4.6", "vulns": []}
UNKNOWN = {"name": "pillow", "skip_reason": "Dependency not found on PyPI and could not be audited"}
VULNERABLE = {
    "name": "pillow",
    "version": "9.0.0",
    "vulns": [
        {"id": "PYSEC-2023-175", "fix_versions": ["10.0.1"], "aliases": [], "description": ""},
        {"id": "GHSA-0000", "fix_versions": [], "aliases": [], "description": ""},
    ],
}


def report(*entries: object) -> str:
    return json.dumps({"dependencies": entries, "fixes": []})


def test_distributions_without_vulnerabilities_pass_and_unknown_ones_are_counted():
    assert audit_result(report(SAFE, UNKNOWN), "") == (
        0,
        "1 of 2 locked distributions were checked, none has a known vulnerability.",
    )


def test_known_vulnerability_fails_and_is_named():
    status, text = audit_result(report(SAFE, VULNERABLE), "Found 2 known vulnerabilities in 1 package")
    assert status == 1
    assert "pillow 9.0.0: PYSEC-2023-175, fixed in 10.0.1" in text
    assert "GHSA-0000, fixed in –" in text


def test_index_without_vulnerability_data_skips_the_audit():
    status, text = audit_result(report(UNKNOWN, UNKNOWN), "")
    assert status == 0
    assert text == "Audit skipped: this package index has no vulnerability data."


def test_network_failure_skips_the_audit():
    for broken in ("", "null", "[]", "{}"):
        status, text = audit_result(broken, "ERROR:pip_audit:first\nERROR:pip_audit:connection refused\n")
        assert status == 0
        assert text.startswith("Audit skipped")
        assert "connection refused" in text
