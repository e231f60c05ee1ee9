"""
name = "The gradient is half as large as it should be"
hint = "gradient"
advice = '''
The derivative of a square brings a factor down in front. Without it every step is half as
long, as if lr were half. Look at the line with the gradient.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
