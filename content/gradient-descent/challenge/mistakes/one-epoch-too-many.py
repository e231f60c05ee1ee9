"""
name = "There is one epoch too many"
hint = "loops"
advice = '''
Each result is the right one for epochs + 1; with epochs = 0 nothing may move. Look at the
bounds of the outer loop.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs + 1):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
