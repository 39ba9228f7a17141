code
-f
csv
empty.txt
