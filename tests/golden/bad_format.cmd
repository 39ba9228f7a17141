code
-f
xml
