"""
name = "The function returns a function"
sign = "function"
hint = "return"
advice = '''
A name without parentheses is the function itself and not its result. Return the number that a
call of it gives.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    def train():
        w = 0.0
        velocity = 0.0
        for _ in range(epochs):
            for x, y in data:
                gradient = 2 * (w * x - y) * x
                velocity = beta * velocity + gradient
                w = w - lr * velocity
        return w

    return train
