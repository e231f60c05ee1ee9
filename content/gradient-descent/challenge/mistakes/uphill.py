"""
name = "Every step goes uphill"
hint = "step"
advice = '''
The gradient points to where the loss grows, so a step along it moves w away from the data,
faster each time. Look at the sign of the step, and at the error: it is the prediction minus
y.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w + lr * velocity
    return w
