"""
name = "Only the first pair is used"
hint = "loops"
advice = '''
All other pairs have no say in w. Look at where x and y come from.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data[:1]:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
