def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    # For every epoch and every pair (x, y) of data:
    # the gradient, the velocity, then w.

    return w
