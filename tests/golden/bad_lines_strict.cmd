code
-f
story
-j
3
--strict
bad_lines.jsonl
empty.txt
