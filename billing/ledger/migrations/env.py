"""Run the migrations on the connection, and in the transaction, that the ledger hands over."""

from alembic import context

from billing.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
)
context.run_migrations()
