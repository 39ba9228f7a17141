code
-f
story
-j
3
bad_lines.jsonl
