code
--lexicon
user/kind
tiny.txt
