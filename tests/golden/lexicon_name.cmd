code
--lexicon
user/name
tiny.txt
