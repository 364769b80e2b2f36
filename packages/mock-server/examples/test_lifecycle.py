"""Runs with pytest, against `npx shotlist mock`: MOCK_URL=http://127.0.0.1:4010 pytest test_lifecycle.py"""

import json
import os
import urllib.error
import urllib.request

import pytest

MOCK = os.environ.get("MOCK_URL", "http://127.0.0.1:4010").rstrip("/")
TASKS = MOCK + "/relaydance/v1/video/generations"
BODY = {"model": "doubao-seedance-2-0-720p", "prompt": "Storm clouds", "seconds": "5"}


def call(method, url, body=None, **headers):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": "Bearer any-key", "Content-Type": "application/json", **headers}
    with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as response:
        return json.load(response)


@pytest.fixture(autouse=True)
def clean_journal():
    call("DELETE", MOCK + "/__mock/requests")
    call("DELETE", MOCK + "/__mock/faults")


def test_a_task_ends_in_a_clip():
    task = call("POST", TASKS, BODY)
    for _ in range(3):
        answer = call("GET", f"{TASKS}/{task['task_id']}")
        call("POST", MOCK + "/__mock/clock", {"advance": "60s"})
    assert answer["status"] == "succeeded"
    with urllib.request.urlopen(answer["url"]) as clip:
        assert clip.read(8)[4:] == b"ftyp"


def test_a_rate_limit_creates_nothing():
    call("POST", MOCK + "/__mock/faults", {"fault": "rate_limited", "times": 1, "with": {"retryAfter": 5}})
    with pytest.raises(urllib.error.HTTPError) as refused:
        call("POST", TASKS, BODY)
    assert (refused.value.code, refused.value.headers["Retry-After"]) == (429, "5")
    journal = call("GET", MOCK + "/__mock/requests")["requests"]
    assert [(entry["fault"], entry.get("taskId")) for entry in journal] == [("rate_limited", None)]
