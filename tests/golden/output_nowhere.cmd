parse
-o
{tmp}/none/out
empty.txt
