# Asks a question that nobody can answer.
# outcome: failed EOFError
# says: Put the value into the program
# prints: nothing: 

import sys

print("nothing:", repr(sys.stdin.read()))
input("learning rate? ")
