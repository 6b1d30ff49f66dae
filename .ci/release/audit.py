"""Checks the locked distributions of a release for known vulnerabilities with pip-audit.

    python .ci/release/audit.py [options of pip-audit, for instance --ignore-vuln ID]

The exit status is 1 if one is vulnerable. Without a network, or with a package mirror that has no
vulnerability data, the audit is skipped with a message and does not fail.
"""

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).with_name("requirements.lock")
_TIMEOUT_SECONDS = 120


def main(options: list[str]) -> int:
    """Runs the audit, prints its result and returns the exit status."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "15", *options]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"Audit skipped: no answer within {_TIMEOUT_SECONDS} seconds.")
        return 0
    status, text = audit_result(run.stdout, run.stderr)
    print(text)
    return status


def audit_result(report: str, errors: str) -> tuple[int, str]:
    """Exit status and text for pip-audit's report (JSON, empty if it failed) and its standard error."""
    try:
        found = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (errors.strip().splitlines() or ["no reason given"])[-1]
        return 0, f"Audit skipped: pip-audit failed ({last})."
    audited = [entry for entry in found if "skip_reason" not in entry]
    if not audited:
        return 0, "Audit skipped: this package index has no vulnerability data."
    vulnerable = [
        f"{entry['name']} {entry['version']}: {issue['id']}, fixed in "
        f"{', '.join(issue['fix_versions']) or '–'}"
        for entry in audited
        for issue in entry["vulns"]
    ]
    summary = f"{len(audited)} of {len(found)} locked distributions were checked"
    if not vulnerable:
        return 0, f"{summary}, none has a known vulnerability."
    return 1, "\n".join([f"{summary}; known vulnerabilities:", *vulnerable])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
