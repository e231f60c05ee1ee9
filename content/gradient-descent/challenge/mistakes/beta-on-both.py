"""
name = "β scales the old velocity and the gradient"
hint = "velocity"
advice = '''
It is the friction of the old velocity alone. On the gradient it makes every push smaller,
and with β = 0, as in V3, nothing moves. Look for brackets in the line with the velocity.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * (velocity + gradient)
            w = w - lr * velocity
    return w
