code
--any-language
languages.jsonl
