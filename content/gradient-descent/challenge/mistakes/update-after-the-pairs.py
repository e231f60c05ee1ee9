"""
name = "The velocity takes up every pair, but w moves once an epoch"
hint = "loops"
advice = '''
All gradients of an epoch are then taken at the same w. Look at the indentation of the line
that changes w.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
        w = w - lr * velocity
    return w
