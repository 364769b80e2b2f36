"""Drives `shotlist mock` from Python: run it with the address that the mock prints, such as http://127.0.0.1:4010."""

import json
import sys
import urllib.request

MOCK = sys.argv[1].rstrip("/")
TASKS = MOCK + "/relaydance/v1/video/generations"


def call(method, url, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": "Bearer any-key", "Content-Type": "application/json"}
    request = urllib.request.Request(url, data=data, headers=headers, method=method)
    with urllib.request.urlopen(request) as response:
        return json.load(response)


task = call("POST", TASKS, {"model": "doubao-seedance-2-0-720p", "prompt": "Storm clouds", "seconds": "5"})
statuses = []
for _ in range(3):
    answer = call("GET", f"{TASKS}/{task['task_id']}")
    statuses.append(answer["status"])
    call("POST", MOCK + "/__mock/clock", {"advance": "60s"})

assert statuses == ["submitted", "running", "succeeded"], statuses
with urllib.request.urlopen(answer["url"]) as clip:
    assert clip.read(8)[4:] == b"ftyp"

journal = call("GET", MOCK + "/__mock/requests")["requests"]
assert [entry["operation"] for entry in journal] == ["submit", "poll", "poll", "poll", "download"]
print("ok")
