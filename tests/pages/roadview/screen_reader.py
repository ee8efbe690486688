"""A page as a screen reader is told of it: the browser's own tree, and nothing of the document."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import CDPSession, Page

Node = dict[str, Any]
WAIT_S = 30.0
PRESSED = {"button", "link", "combobox", "textbox", "radio", "DisclosureTriangle", "application"}
"""Roles that may take the focus on the page of a picture."""
NO_NAME = {"RootWebArea", "main", "heading", "generic"}
"""What takes it only where a link or a script leads."""


def read_tree(tree: CDPSession) -> list[Node]:
    """What the browser tells: role, name, description, the text within, whether it is focused."""
    nodes = tree.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    told = []
    for node in nodes:
        if node.get("ignored"):
            continue
        more = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        said = {key: _value(node, key) for key in ("role", "name", "description")}
        told.append({**said, **more, "text": _text_of(node, by_id)})
    return told


def _value(node: Node, key: str) -> str:
    return str((node.get(key) or {}).get("value", ""))


def _text_of(node: Node, by_id: dict[str, Node]) -> str:
    if _value(node, "role") == "StaticText":
        return _value(node, "name")
    within = (by_id[id] for id in node.get("childIds", []) if id in by_id)
    return "".join(_text_of(one, by_id) for one in within)


def find(seen: list[Node], **wanted: object) -> Node:
    """The one node of which all this is told."""
    (found,) = [one for one in seen if all(one.get(key) == value for key, value in wanted.items())]
    return found


def find_focused(seen: list[Node]) -> Node:
    """What has the focus; the page itself has it where nothing in it does."""
    focused = [one for one in seen if one.get("focused")]
    return next((one for one in focused if one["role"] != "RootWebArea"), focused[0])


def wait_for(
    page: Page, tree: CDPSession, what: str, is_so: Callable[[list[Node]], bool]
) -> list[Node]:
    """The tree, once that is so. Errors: AssertionError after half a minute."""
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        seen = read_tree(tree)
        if is_so(seen):
            return seen
        page.wait_for_timeout(50)
    raise AssertionError(f"{what} was never told: {[one['text'] for one in seen][:1]}")


def tab_on(page: Page, tree: CDPSession, role: str, name: str) -> None:
    """Go on by Tab alone until what has the focus is told as that; a name may go on."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = find_focused(read_tree(tree))
        if here["role"] == role and str(here["name"]).startswith(name):
            return
    raise AssertionError(f"{role} {name!r} cannot be reached by Tab")


def check_focusable(seen: list[Node]) -> None:
    """Whatever takes the focus has a role that says what it does, and a name."""
    taking = [one for one in seen if one.get("focusable") and one["role"] not in NO_NAME]
    assert len(taking) > 25
    assert [
        one for one in taking if one["role"] not in PRESSED or not str(one["name"]).strip()
    ] == []
