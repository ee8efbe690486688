"""Our MQTT 3.1.1 listener for terminals: they publish, and nobody subscribes."""
