code
-f
story
no_words.jsonl
