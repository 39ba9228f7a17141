code
--lexicon
user/nowhere
tiny.txt
