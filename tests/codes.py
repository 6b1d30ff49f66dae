"""Asserting which message an exception carries: its code and values, never its text."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from xray_desktop.messages import Message, MessageError, Value


@contextmanager
def raises_code(kind: type[MessageError], code: str, **values: Value) -> Iterator[None]:
    """The block must raise `kind` with this code, and with these values among the message's."""
    with pytest.raises(kind) as caught:
        yield
    assert_message(caught.value.message, code, **values)


def assert_message(found: Message, code: str, **values: Value) -> None:
    """The message has this code, and these values among its own."""
    assert found.code == code, f"{found.code}: {found}"
    assert {name: value for name, value in found.values if name in values} == values
