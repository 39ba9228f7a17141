parse
-m
{src}/tests/model/tiny.dlm
tiny.txt
