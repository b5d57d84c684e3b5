x1, x2, x3 = Value(1.0), Value(2.0), Value(4.0)
mu = (x1+x2+x3)/3
d1, d2, d3 = x1-mu, x2-mu, x3-mu
inv = ((d1**2+d2**2+d3**2)/3 + 1e-5)**-0.5
L = (d1*inv)*0.3 + (d2*inv)*-0.5 + (d3*inv)*0.9
