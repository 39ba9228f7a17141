code
--lexicon
user/frame
tiny.txt
