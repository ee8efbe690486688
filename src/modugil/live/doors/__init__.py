"""Where fixes come in: MQTT, HTTP (in `api`), a real broker, foreign feeds; all by one intake."""
