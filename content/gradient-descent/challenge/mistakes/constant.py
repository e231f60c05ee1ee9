"""
name = "Every call gives the same number"
sign = "constant"
hint = "loops"
advice = '''
The result must depend on the data, on lr, on β and on the epochs. Look at what the return
hands back.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    return 2.0
