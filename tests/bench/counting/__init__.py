"""PostgreSQL as Django knows it, counting every statement that it is sent."""
