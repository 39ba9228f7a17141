code
--fast
