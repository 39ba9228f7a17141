< bad_lines.jsonl
code
-f
story
-
