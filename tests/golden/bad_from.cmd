code
--from
pdf
