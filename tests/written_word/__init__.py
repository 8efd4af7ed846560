"""A kind of question that only the tests have: write one word. It shows that the contract is all a kind
needs.
"""
