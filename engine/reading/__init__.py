"""From files to models: the only room that opens files that people wrote. Every fault is collected with its place."""
