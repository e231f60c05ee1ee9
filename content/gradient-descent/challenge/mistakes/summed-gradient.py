"""
name = "There is one update an epoch, with the sum of all gradients"
hint = "loops"
advice = '''
Between the pairs of an epoch w then stands still, and the steps grow with the number of
pairs. Here every pair gets an update of its own. Look at which loop the update stands in.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        total = 0.0
        for x, y in data:
            total += 2 * (w * x - y) * x
        velocity = beta * velocity + total
        w = w - lr * velocity
    return w
