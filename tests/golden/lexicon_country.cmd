code
--lexicon
user/country
tiny.txt
