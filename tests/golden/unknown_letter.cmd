code
-x
