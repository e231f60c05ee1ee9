"""
name = "The pairs are not taken in the given order"
sign = "any-order"
hint = "loops"
advice = '''
Each result is one that some other order gives. Shuffling is usual in training, but then no
two runs agree: here the given order counts. Look for shuffle or sample.'''
"""

import random


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in random.sample(data, len(data)):
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
