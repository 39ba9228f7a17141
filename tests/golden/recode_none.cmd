recode
{tmp}/none.db
