"""
name = "There is one update an epoch, with the mean gradient of all pairs"
hint = "loops"
advice = '''
That is full-batch descent: between the pairs of an epoch w stands still. Here every pair
gets an update of its own. Look at which loop the update stands in.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    if not data:
        return w
    for _ in range(epochs):
        gradient = sum(2 * (w * x - y) * x for x, y in data) / len(data)
        velocity = beta * velocity + gradient
        w = w - lr * velocity
    return w
