"""Building and asking speak to no other host: by Python's audit events, and by the system calls of the process."""

from __future__ import annotations

import re

import pytest

from tests.index.conftest import ANSWER, Build

pytestmark = pytest.mark.xdist_group("small-index")

_ADDRESS = re.compile(r'sin6?_(?:addr=inet_addr\("|addr="?)([^"]+)"|inet_pton\(AF_INET6, "([^"]+)"')


def hosts(calls: tuple[str, ...]) -> set[str]:
    """The addresses that network calls were made to."""
    found = (_ADDRESS.search(call) for call in calls if "AF_INET" in call)
    return {m.group(1) or m.group(2) if m else "unknown" for m in found}


def test_building_and_asking_look_up_no_host(small_build: Build) -> None:
    assert ANSWER in small_build.answer  # the guard in the process raises at the first attempt


def test_building_and_asking_make_no_call_to_another_host(small_build: Build) -> None:
    if small_build.calls is None:
        pytest.skip("strace is missing; install it (apt-get install strace) to watch the system calls")
    assert hosts(small_build.calls) <= {"127.0.0.1", "::1"}


def test_hosts_are_read_from_the_calls_of_a_process() -> None:
    calls = (
        '17 connect(3, {sa_family=AF_UNIX, sun_path="/run/x"}, 110) = 0',
        '17 connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.1.2.3")}, 16) = 0',
        '17 connect(3, {sa_family=AF_INET6, inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28) = -1 EINPROGRESS',
    )
    assert hosts(calls) == {"10.1.2.3", "2001:db8::1"}
