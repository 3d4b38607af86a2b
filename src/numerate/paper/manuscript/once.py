"""Values that are made once and shared by every thread that asks for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(slots=True)
class Once(Generic[Value]):
    """Remembers what was made for each key; a fault is remembered too and raised again.

    >>> once = Once[str]()
    >>> once.get("a", lambda: "made"), once.get("a", lambda: "made again")
    ('made', 'made')
    """

    _made: dict[Hashable, Future[Value]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value for a key, made now or by the thread that asked first."""
        with self._lock:
            future = self._made.get(key)
            mine = future is None
            if future is None:
                future = self._made[key] = Future()
        if mine:
            try:
                future.set_result(make())
            except BaseException as error:  # noqa: BLE001 - handed on to every waiting thread
                future.set_exception(error)
        return future.result()
