a = Value(4.0, label='a')
b = Value(7.0, label='b')
y = a * b
y.backward()
