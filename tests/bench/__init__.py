"""How much each page costs, beside a bare one. See README.md."""
