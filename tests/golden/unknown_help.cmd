help
fly
