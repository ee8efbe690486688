"""The event stream: the journal of one process, or NATS JetStream for several."""
