"""
name = "The gradient has one factor x too many"
hint = "gradient"
advice = '''
The error already holds w·x. The chain rule adds one x behind it, not two. Look at the end
of the line with the gradient.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
