"""The doors for machines: JSON over HTTP, described by OpenAPI, with one shape of error."""
