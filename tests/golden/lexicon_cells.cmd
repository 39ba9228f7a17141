code
--lexicon
user/cells
tiny.txt
