"""All tables, by topic. Times are UTC milliseconds since 1970, days are ISO dates.

A table or column is added here and in a migration of its own; a test holds them equal.
"""

from modugil.store.tables.changes import change_counters, change_log, changes
from modugil.store.tables.metadata import metadata
from modugil.store.tables.people import accounts, audit, recovery_codes, sessions, sign_in_attempts
from modugil.store.tables.places import place_closings, place_corrections, published_features
from modugil.store.tables.rental import rental_days, rental_desks, rental_items, rental_requests
from modugil.store.tables.roadview import roadview_pictures, roadview_sequences
from modugil.store.tables.staff import staff_messages
from modugil.store.tables.tasks import task_notes, tasks
from modugil.store.tables.terminals import terminal_credentials
from modugil.store.tables.version import schema_version
from modugil.store.tables.wifi import wifi_points, wifi_usage, wifi_use_slots

__all__ = [
    "accounts",
    "audit",
    "change_counters",
    "change_log",
    "changes",
    "metadata",
    "place_closings",
    "place_corrections",
    "published_features",
    "recovery_codes",
    "rental_days",
    "rental_desks",
    "rental_items",
    "rental_requests",
    "roadview_pictures",
    "roadview_sequences",
    "schema_version",
    "sessions",
    "sign_in_attempts",
    "staff_messages",
    "task_notes",
    "tasks",
    "terminal_credentials",
    "wifi_points",
    "wifi_usage",
    "wifi_use_slots",
]
