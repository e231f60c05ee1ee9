"""
name = "Only the sign of the gradient is used, not its size"
hint = "velocity"
advice = '''
The error then pushes with the same force near the goal as far from it, so w cannot come to
rest. Look at what the velocity takes up.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            if gradient:
                velocity = beta * velocity + gradient / abs(gradient)
            else:
                velocity = beta * velocity
            w = w - lr * velocity
    return w
