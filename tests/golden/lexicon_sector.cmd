code
--lexicon
user/sector
tiny.txt
