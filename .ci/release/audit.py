"""Looks up the locked distributions of a release in the public list of known vulnerabilities, by pip-audit.

    python .ci/release/audit.py [options of pip-audit, for instance --ignore-vuln ID]

The exit status is 1 when one is vulnerable. Without a network, or with a mirror of the registry that keeps no
such list, there is nothing to be looked up: that is said, and is no failure.
"""

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).with_name("requirements.lock")
_LONGEST_SECONDS = 300


def main(options: list[str]) -> int:
    """Runs the audit, says what came of it, and returns the exit status."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "15", *options]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"Audit skipped: no answer within {_LONGEST_SECONDS} seconds.")
        return 0
    status, words = predicted_class(run.stdout, run.stderr)
    print(words)
    return status


def predicted_class(report: str, warnings: str) -> tuple[int, str]:
    """Exit status and words for pip-audit's report (JSON, or nothing when it failed) and its complaints."""
    try:
        found = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (warnings.strip().splitlines() or ["it gave no reason"])[-1]
        return 0, f"Audit skipped: pip-audit could not look anything up ({last})."
    audited = [entry for entry in found if "skip_reason" not in entry]
    if not audited:
        return 0, "Audit skipped: this registry knows nothing of vulnerabilities."
    weak = [
        f"{entry['name']} {entry['version']}: {flaw['id']}, fixed in {', '.join(flaw['fix_versions']) or '–'}"
        for entry in audited
        for flaw in entry["vulns"]
    ]
    words = f"{len(audited)} of {len(found)} locked distributions were looked up"
    if not weak:
        return 0, f"{words}, none with a known vulnerability."
    return 1, "\n".join([f"{words}; known vulnerabilities:", *weak])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
