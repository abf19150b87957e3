"""What is certain of every case file: properties proved, or refuted by the smallest case that shows it."""
