"""
name = "The answer is the least-squares slope, which needs no training"
hint = "loops"
advice = '''
That is where training would end after many epochs. The task is the way there: w after so
many updates. Look for sums over x·y and x².'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    xy = sum(x * y for x, y in data)
    xx = sum(x * x for x, y in data)
    return xy / xx if xx else 0.0
