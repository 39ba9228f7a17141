help
show
