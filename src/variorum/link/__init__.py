"""Which events are one happening, within a document and across documents."""
