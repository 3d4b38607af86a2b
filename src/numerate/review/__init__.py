"""The review itself: its extraction, what follows from it, and results with their origin."""
