parse
no_words.jsonl
