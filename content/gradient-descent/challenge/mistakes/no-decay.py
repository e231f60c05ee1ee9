"""
name = "β is never used: the old velocity counts in full"
hint = "velocity"
advice = '''
Without friction the ball never comes to rest: w swings around its goal without end. Look at
how the old velocity enters the new one.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = velocity + gradient
            w = w - lr * velocity
    return w
