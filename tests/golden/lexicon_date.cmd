code
--lexicon
user/date
tiny.txt
