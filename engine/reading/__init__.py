"""From files to models: the only room that opens files. Every fault is collected with its place."""
