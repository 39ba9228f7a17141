help
times
