"""Windows only: version resource, manifest, installer."""
