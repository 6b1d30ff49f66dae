"""Reason codes of messages and errors, for tests that assert codes and values and never sentences."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest

from xray_desktop.imaging import UnreadableRadiograph
from xray_desktop.messages import Message, Value


def codes(messages: Iterable[Message]) -> list[str]:
    """The codes of messages, in their order."""
    return [message.code for message in messages]


@contextmanager
def unreadable(*expected: str, **values: Value) -> Iterator[None]:
    """Expects an UnreadableRadiograph with one of these codes and, among others, these values."""
    with pytest.raises(UnreadableRadiograph) as raised:
        yield
    assert raised.value.message.code in expected
    assert values.items() <= dict(raised.value.message.values).items()
