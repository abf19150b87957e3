"""What holds of all case files: how large a file has to be looked at, and what is proved of those."""
