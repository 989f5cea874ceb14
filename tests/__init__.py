"""The tests mirror src/rodtrad; architecture/ checks the whole code base and journeys/ drives a browser."""
