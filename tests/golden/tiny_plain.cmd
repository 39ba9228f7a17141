parse
-m
{src}/tests/model/tiny.dlm
--kernels
plain
tiny.txt
