x, h, c = Value(0.7), Value(-0.3), Value(0.4)
wi, wf, wo, wg = Value(0.5), Value(0.9), Value(-0.2), Value(1.1)
i = 1/(1+(-(wi*x + h)).exp())
f = 1/(1+(-(wf*x + h)).exp())
o = 1/(1+(-(wo*x + h)).exp())
g = (wg*x + h).tanh()
c1 = f*c + i*g
h1 = o*c1.tanh()
