# Opens a network connection.
# outcome: failed PermissionError
# says: open no connection
# needs: network
# else: failed ConnectionRefusedError

import socket

socket.create_connection(("127.0.0.1", 9), timeout=1)
