"""
name = "Two things at once: one update an epoch with the mean gradient, and that scaled by 1 − β"
hint = "loops"
advice = '''
Begin with the loops: every pair gets an update of its own. Then look at what the gradient
is multiplied by.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    if not data:
        return w
    for _ in range(epochs):
        gradient = sum(2 * (w * x - y) * x for x, y in data) / len(data)
        velocity = beta * velocity + (1 - beta) * gradient
        w = w - lr * velocity
    return w
