"""
name = "Each pair is used for all epochs before the next pair has its turn"
hint = "loops"
advice = '''
An epoch is one pass over all pairs, so the epochs are the outer loop. Look at which loop is
inside which.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for x, y in data:
        for _ in range(epochs):
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
