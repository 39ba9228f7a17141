help
recode
