"""
name = "x and y are swapped"
hint = "loops"
advice = '''
The model then predicts x from y, and w comes out as the slope of the mirrored line. Look at
the order in which the pair is taken apart.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for y, x in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
