"""
name = "The last pair is left out"
hint = "loops"
advice = '''
Its pull on w is missing in every epoch. Look at the bounds of the inner loop.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for i in range(len(data) - 1):
            x, y = data[i]
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
