"""
name = "w is one update behind"
hint = "lines"
advice = '''
The last push is missing. Either the velocity takes up the gradient of the step before, or w
is handed back as it was before its last update. Look at the order of the lines.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    gradient = 0.0
    for _ in range(epochs):
        for x, y in data:
            velocity = beta * velocity + gradient
            w = w - lr * velocity
            gradient = 2 * (w * x - y) * x
    return w
