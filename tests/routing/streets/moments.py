"""Moments for tests that need one."""

from datetime import UTC, datetime

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
