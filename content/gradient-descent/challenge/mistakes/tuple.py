"""
name = "The function returns a tuple"
sign = "tuple"
hint = "return"
advice = '''
A comma in the return makes one. The task asks for one number: return w alone.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w, velocity
