"""
name = "Training ends as soon as a step is small"
hint = "loops"
advice = '''
The number of epochs is given, and all of them count: a small step can come before larger
ones, as when w turns round. Look for a break.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
            if abs(velocity) < 0.5:
                return w
    return w
