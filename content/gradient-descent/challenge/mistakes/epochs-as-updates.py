"""
name = "epochs is taken as the number of updates"
hint = "loops"
advice = '''
An epoch is one pass over all pairs. With two pairs and two epochs there are four updates.
Look at what the loop counts.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    if not data:
        return w
    for i in range(epochs):
        x, y = data[i % len(data)]
        gradient = 2 * (w * x - y) * x
        velocity = beta * velocity + gradient
        w = w - lr * velocity
    return w
