help
plot
