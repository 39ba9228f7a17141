< bad_date.txt
code
-f
story
