code
empty.txt
white.txt
