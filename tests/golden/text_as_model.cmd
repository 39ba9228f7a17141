parse
-m
bad_utf8.txt
empty.txt
