code
--lexicon
user/header
tiny.txt
