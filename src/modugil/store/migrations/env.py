"""What Alembic runs: the steps, through the connection that `upgrade_tables` gave it."""

from alembic import context

from modugil.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
