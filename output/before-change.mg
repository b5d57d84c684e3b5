x = Value(0.5, label='x')
w = Value(-2.0, label='w')
b = Value(0.8, label='b')
L = (w * x + b).tanh()
