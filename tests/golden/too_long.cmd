code
-f
story
--max-bytes
20
bad_utf8.txt
bad_lines.jsonl
