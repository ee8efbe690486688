"""Alerts, cancellations and detours as forms: typed, looked at, published, changed, withdrawn."""
