"""What only Windows asks for: version resource, manifest, installer."""
