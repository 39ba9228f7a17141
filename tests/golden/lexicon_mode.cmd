code
--lexicon
user/mode
tiny.txt
