"""The pages of certificates: a learner's own, and the public ones that say whether one is true."""
