code
nul.txt
