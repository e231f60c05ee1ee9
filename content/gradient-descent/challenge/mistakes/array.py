"""
name = "The function returns an array"
sign = "array"
hint = "return"
advice = '''
An array of one element is still an array. The task asks for one number: take the element
out of it, or work with plain numbers.'''
"""

import numpy as np


def sgd_with_momentum(data, lr, beta, epochs):
    w = np.zeros(1)
    velocity = np.zeros(1)
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
