code
-f
table
--width
60
languages.jsonl
