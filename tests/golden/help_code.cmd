help
code
