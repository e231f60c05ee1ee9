"""
name = "The learning rate is applied twice"
hint = "step"
advice = '''
The steps shrink to lr times what they should be: with lr = 0.1 to a tenth. Once in the
velocity or once in the step, but not in both. Look for every lr in the function.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + lr * gradient
            w = w - lr * velocity
    return w
