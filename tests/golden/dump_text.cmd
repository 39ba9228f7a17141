dump
bad_utf8.txt
