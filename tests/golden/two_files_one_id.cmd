parse
--id
x
empty.txt
white.txt
