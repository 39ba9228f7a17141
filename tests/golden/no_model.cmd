parse
-m
{tmp}/none.dlm
empty.txt
