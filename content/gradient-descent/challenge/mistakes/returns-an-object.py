"""
name = "The function returns an object that is no number"
sign = "object"
hint = "return"
advice = '''
It may hold w, but nothing can be computed with it here. Return the number inside.'''
"""


class Model:
    def __init__(self):
        self.w = 0.0
        self.velocity = 0.0


def sgd_with_momentum(data, lr, beta, epochs):
    model = Model()
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (model.w * x - y) * x
            model.velocity = beta * model.velocity + gradient
            model.w = model.w - lr * model.velocity
    return model
