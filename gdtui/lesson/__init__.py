"""What is taught: the model of a lesson and how it is read from its folder."""
