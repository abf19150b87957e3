"""The law changed on purpose, one small step at a time: which changes would the scenarios notice?"""
