ingest
