"""The things on a screen."""
