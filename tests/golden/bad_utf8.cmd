code
bad_utf8.txt
