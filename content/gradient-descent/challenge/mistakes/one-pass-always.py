"""
name = "There is always one epoch, even when none is asked for"
hint = "loops"
advice = '''
epochs says how often to go over all pairs, and 0 is a number too. Look for the loop over
the epochs.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for x, y in data:
        gradient = 2 * (w * x - y) * x
        velocity = beta * velocity + gradient
        w = w - lr * velocity
    return w
