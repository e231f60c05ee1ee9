# Asks a question that nobody can answer.
# outcome: failed EOFError
# says: Put the value into the program
# prints: nothing: 
# words: yes

import sys

print("nothing:", repr(sys.stdin.read()))
input("learning rate? ")
