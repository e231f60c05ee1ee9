"""
name = "The gradient is twice as large as it should be"
hint = "gradient"
advice = '''
The derivative of a square has one factor 2. With another one every step is twice as long,
as if lr were doubled. Look for a second 2.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (2 * (w * x - y) * x)
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
