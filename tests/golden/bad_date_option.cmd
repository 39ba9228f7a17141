< bad_date.txt
code
--date
tomorrow
