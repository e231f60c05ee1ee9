"""Mini-batch gradient descent for a straight line."""

import random

from gdtui import watch


def train_linear_model(
    data, lr=0.01, epochs=100, batch_size=4
):
    # Parameters: what training changes
    weight = bias = 0.0

    for epoch in range(epochs):
        # New order each epoch, so batches differ
        shuffled = data[:]
        random.shuffle(shuffled)

        # Repeat: next mini-batch
        for start in range(0, len(shuffled), batch_size):
            batch = shuffled[start : start + batch_size]
            d_weight = d_bias = 0.0

            for x, y in batch:
                # Forward pass: predict
                prediction = weight * x + bias
                # Loss: the mean of error * error
                error = prediction - y
                # Backward pass: gradients of that mean
                d_weight += 2 * error * x / len(batch)
                d_bias += 2 * error / len(batch)

            # Update: move downhill, against the slope
            weight -= lr * d_weight
            bias -= lr * d_bias

        # Judge on all data: batch losses do not compare
        loss = 0.0
        for x, y in data:
            error = weight * x + bias - y
            loss += error * error / len(data)

        watch(epoch=epoch, loss=loss,
              weight=weight, bias=bias)
        if epoch % 25 == 0:
            print(f"Epoch {epoch}: loss={loss:.4f}")

    return {"weight": round(weight, 3),
            "bias": round(bias, 3)}


# Five points on y = 2x + 1
data = [(1, 3), (2, 5), (3, 7), (4, 9), (5, 11)]
random.seed(7)
print(train_linear_model(data))
