code
--date
