help
dump
