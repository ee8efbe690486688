"""A partner who reads everything once and follows the changes from then on, over HTTP."""

import json
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

TOKEN = "modugil-changes-token"


class Mirror:
    """A copy of one collection; `get(path)` answers (headers, body) of the door."""

    def __init__(self, get, collection):
        self._get = get
        self.collection = collection
        self.features, self.token = read_all(get, collection)

    def follow(self, *, limit=1000):
        """Apply every change there is; the token at which the copy stands then."""
        complete = False
        while not complete:
            since = quote(self.token, safe="")
            path = f"/ogc/collections/{self.collection}/changes?since={since}&limit={limit}"
            told = json.loads(self._get(path)[1])
            for change in told["changes"]:
                if change["action"] == "put":
                    assert change["feature"]["id"] == change["id"]
                    self.features[change["id"]] = change["feature"]
                else:
                    self.features.pop(change["id"], None)
            self.token, complete = told["next"], told["complete"]
        return self.token


def read_all(get, collection):
    """Everything by id, and the token for what comes after."""
    headers, body = get(f"/ogc/collections/{collection}/download.geojson")
    features = {one["id"]: one for one in json.loads(body)["features"]}
    return features, headers[TOKEN]


def get_by(client):
    """The door by a client of Litestar's."""

    def get(path):
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.headers, answer.content

    return get


def get_at(address):
    """The door of a server at that address."""

    def get(path):
        with urlopen(address + path, timeout=60) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return headers, answer.read()

    return get


def send(address, method, path, *, cookie, body=None, tag="*"):
    """Status and headers of a change that staff send."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Cookie": cookie, "If-Match": tag, "Content-Type": "application/json"}
    asked = Request(address + path, data=data, headers=headers, method=method)
    try:
        with urlopen(asked, timeout=60) as answer:
            return answer.status
    except HTTPError as error:
        return error.code
