"""
name = "The function returns a complex number"
sign = "complex"
hint = "return"
advice = '''
A root or a power of a negative number can make one. w is real all the way: look at where
another kind of number comes in.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return complex(w)
