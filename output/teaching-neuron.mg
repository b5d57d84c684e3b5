x = Value(2.0, label='x')
w = Value(-3.0, label='w')
b = Value(6.5, label='b')
o = (x * w + b).tanh()
