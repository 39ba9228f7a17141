code
--width
3
