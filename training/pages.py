"""Fills the package's page templates."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def fill(template: str, **values: Any) -> str:
    """A template of `training/templates` with its values, escaped in HTML. A missing value is an error."""
    environment = Environment(
        loader=PackageLoader("training"),
        undefined=StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**values)
