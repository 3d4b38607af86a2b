"""The reconstruction: what the article does not make public, generated once from a seed.

`python -m data.reconstruct` at the root of the repository writes the generated tables of data/.
The same bytes come out on every machine: every draw is a SHA-256 digest of a fixed seed and a name.
"""
