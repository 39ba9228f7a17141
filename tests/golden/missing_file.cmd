code
nowhere.txt
empty.txt
