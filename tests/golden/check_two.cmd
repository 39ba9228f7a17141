check
a.db
b.db
