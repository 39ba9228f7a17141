parse
-m
{tmp}
empty.txt
