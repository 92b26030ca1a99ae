"""What is said about a tie: its mood, its technology, its year and its instrument."""
