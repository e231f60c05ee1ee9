"""
name = "The function is a generator: it yields, and a call alone computes nothing"
sign = "generator"
hint = "return"
advice = '''
With a yield inside, a call gives a generator and not a value. The task asks for the last w:
hand it back with return.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
            yield w
    return w
