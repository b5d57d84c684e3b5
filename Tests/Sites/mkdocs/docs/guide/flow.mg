x = Value(2.0, label='x')
w = Value(0.5, label='w')
target = Value(3.0, label='target')
error = x * w - target
loss = error ** 2
loss.backward()
