help
query
