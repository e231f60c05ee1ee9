"""
name = "Two things at once: one update an epoch with the mean gradient, and no velocity"
hint = "loops"
advice = '''
This is full-batch gradient descent. Begin with the loops: every pair gets an update of its
own. Then add the velocity.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    if not data:
        return w
    for _ in range(epochs):
        gradient = sum(2 * (w * x - y) * x for x, y in data) / len(data)
        w = w - lr * gradient
    return w
