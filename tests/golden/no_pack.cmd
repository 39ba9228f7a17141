code
-p
{tmp}/none.dlp
empty.txt
