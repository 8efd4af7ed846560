"""The web doors: one’s own account, coming in, and looking after organisations."""
