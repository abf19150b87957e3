"""Why, and why not: the verdict of every provision, and the way from a conclusion down to facts and words."""
