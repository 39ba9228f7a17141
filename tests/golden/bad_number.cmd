code
-j
many
