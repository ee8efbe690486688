"""The OneBusAway REST API (`/api/where/...`), for the apps and SDKs that speak it."""
