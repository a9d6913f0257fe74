init
a
b
