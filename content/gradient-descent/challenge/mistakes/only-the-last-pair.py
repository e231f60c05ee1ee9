"""
name = "Only the last pair of every epoch moves w"
hint = "loops"
advice = '''
The inner loop goes over all pairs, but the update comes after it, when x and y hold the
last pair. Look at the indentation of the update.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    if not data:
        return w
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
        velocity = beta * velocity + gradient
        w = w - lr * velocity
    return w
