help
ingest
