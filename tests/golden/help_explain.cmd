help
explain
