"""
name = "w stays at 0.0 whatever is asked"
hint = "step"
advice = '''
The loops may run, but nothing they compute is put into w. Look for the line that gives w
its new value.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
    return w
