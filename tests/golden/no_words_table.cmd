code
-f
table
no_words.jsonl
