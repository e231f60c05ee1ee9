"""
name = "lr and β have changed places"
hint = "lines"
advice = '''
lr is the length of a step, β the share of the old velocity that is kept. Look at which of
the two stands where.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = lr * velocity + gradient
            w = w - beta * velocity
    return w
