"""
name = "The digits after the decimal point are cut off"
hint = "return"
advice = '''
What is left of w is a whole number, and the way it moved is lost. Look for int or for //.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return float(int(w))
